/** What a page could observe in a case, without what differs from run to run. */

/** One line of the recording; which members it has follows from its kind. */
interface Entry {
  readonly kind: string;
  readonly name?: string;
  readonly label?: string;
  readonly nth?: number;
  readonly sync?: boolean;
  readonly args?: unknown;
  readonly error?: { readonly errName?: string };
  readonly isTypeError?: boolean;
  readonly value?: unknown;
  readonly target?: string;
  readonly result?: string;
  readonly frames?: readonly Readonly<Record<string, unknown>>[];
  readonly tree?: readonly string[];
  readonly bodyChildren?: readonly string[];
  readonly htmlClass?: string;
  readonly bodyClass?: string;
}

/** A case as the probe has recorded it. */
export interface Recorded {
  readonly ended?: string;
  readonly navigatedTo?: string;
  readonly log?: readonly Entry[] | null;
}

/** What is compared, in its order. The words of errors are the SDK's own; their names and classes count. */
function observed(entry: Entry): string | undefined {
  const { kind, name = '', args, error, isTypeError, nth, sync, value, result, target } = entry;
  switch (kind) {
    case 'callback':
      return `${name} called back, ${nth ?? 0}, ${sync ? 'in the call' : 'later'}: ${json(args)}`;
    case 'throw':
      return `${name} threw ${error?.errName ?? ''}${isTypeError ? ', a TypeError' : ''}`;
    case 'return':
      return `${name} returned ${json(value)}`;
    case 'no-callback':
      return `${name} never called back`;
    case 'window.open':
      // The probe's own library of the purchase flow opens it.
      if (target === 'apf-fake') return undefined;
      return `window ${target ?? ''}: ${result ?? ''}`;
    case 'event':
    case 'asyncCallback':
    case 'initialized':
    case 'same':
    case 'sameIframe':
    case 'kept':
    case 'height':
    case 'scroll':
      return `${kind} ${json({ ...entry, ...UNCOUNTED })}`;
    case 'window-error':
    case 'case-error':
    case 'click-failed':
      return kind;
    default:
      return undefined;
  }
}

/** Number and time of an entry. */
const UNCOUNTED = { n: undefined, t: undefined };

/** Random ids and class names, minified names of classes, the words of errors, and the contents of style sheets. */
const plain = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/"(?:errMessage|ctor)":"[^"]*",?/g, '')
    .replaceAll(/\._\d{6,}/g, '')
    .replaceAll(/ len=\d+/g, '');

const json = (value: unknown): string => plain(JSON.stringify(value ?? null));

/** Calls, callbacks, exceptions, events and windows of a case. */
export const callsOf = ({ log, ended, navigatedTo }: Recorded): readonly string[] => [
  ...(log ?? []).map(observed).filter((line) => line !== undefined),
  `ended ${ended ?? ''}, at ${navigatedTo ?? 'the page'}`,
];

/** Frames, children of `body`, classes and containers at each snapshot of a case. */
export const treesOf = ({ log }: Recorded): readonly string[] =>
  (log ?? []).flatMap((entry) => {
    if (entry.kind === 'trees') {
      const trees = Object.entries({ ...entry, ...UNCOUNTED }).map(([name, lines]) => [
        name,
        isTree(lines) ? outline(lines) : lines,
      ]);
      return [json(Object.fromEntries(trees))];
    }
    if (entry.kind !== 'snap') return [];
    const { label, bodyChildren, htmlClass, bodyClass } = entry;
    const tree = entry.tree && outline(entry.tree);
    const frames = entry.frames?.map(({ path, attrs, style, rect }) => ({
      path,
      attrs,
      style,
      rect,
    }));
    return [json({ label, frames, tree, bodyChildren, htmlClass, bodyClass })];
  });

const isTree = (lines: unknown): lines is readonly string[] =>
  Array.isArray(lines) && lines.every((line) => typeof line === 'string');

/** What is inside it is drawn by its own rules, some of it in motion: the loader, and the badge of a static block. */
const DRAWN = /^ *div(?:#kp-loader-\w+)?\.klarna-payments-(?:loader|skeleton)|^ +div \d+x\d+$/;

/** The lines of a tree without what is inside of a drawing, without its size, and without the look of `style` elements. */
function outline(lines: readonly string[]): readonly string[] {
  const depth = (line: string): number => line.length - line.trimStart().length;
  let drawnAt = Infinity;
  return lines.flatMap((line) => {
    if (depth(line) > drawnAt) return [];
    const isDrawn = DRAWN.test(line);
    drawnAt = isDrawn ? depth(line) : Infinity;
    const [name = ''] = line.replace(/#kp-loader-\w+/, '').split(/(?<=\S) /);
    return [isDrawn || name.trim() === 'style' ? name : line];
  });
}

/** The first line in which two lists differ. */
export function firstDifference(
  real: readonly string[],
  simulated: readonly string[],
): readonly [string, string] | undefined {
  const length = Math.max(real.length, simulated.length);
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => real[index] !== simulated[index],
  );
  return at === undefined ? undefined : [real[at] ?? '(nothing)', simulated[at] ?? '(nothing)'];
}
