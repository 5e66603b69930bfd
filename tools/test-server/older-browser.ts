/**
 * `/older-browser/chrome-111.js` lists what that version lacks, after MDN's compatibility data: a script that a page
 * runs before `test/harness/older-browser.ts`.
 */
import bcd, {
  type BrowserName,
  type CompatStatement,
  type Identifier,
} from '@mdn/browser-compat-data' with { type: 'json' };
import type { Middleware } from './middleware.js';

/** Of a global object, or a global itself where there is no `member`. */
export interface Lacking {
  readonly owner: string;
  readonly member?: string;
}

export interface Lacks {
  readonly globals: readonly Lacking[];
  /** Names of pseudo-classes. */
  readonly selectors: readonly string[];
  readonly hasLightDark: boolean;
  /** Custom states have to begin with two hyphens. */
  readonly hasDashedStates: boolean;
}

/** Whether the data says that this version has it, without a flag and under its own name. */
function isIn(browser: BrowserName, version: number, compat: CompatStatement | undefined): boolean {
  const support = compat?.support[browser];
  if (!compat || support === undefined) return true;
  return [support].flat().some((one) => {
    const added = one.version_added;
    if (typeof added !== 'string' || one.flags || one.prefix || one.alternative_name) return false;
    return Number.parseFloat(added.replace('≤', '')) <= version;
  });
}

/** What an entry of the data contains, beside what it says of itself. */
const features = (of: Identifier | undefined): [string, Identifier][] =>
  Object.entries(of ?? {}).filter(([name]) => name !== '__compat') as [string, Identifier][];

function* lacking(
  identifiers: Identifier,
  isMissing: (compat: CompatStatement | undefined) => boolean,
): Generator<Lacking> {
  for (const [owner, members] of features(identifiers)) {
    if (isMissing(members.__compat)) yield { owner };
    for (const [name, member] of features(members)) {
      if (name === owner || name.startsWith('@@')) continue;
      if (isMissing(member.__compat)) yield { owner, member: name.replace(/_(static|event)$/, '') };
    }
  }
}

function lacksOf(browser: BrowserName, version: number): Lacks {
  const isMissing = (compat: CompatStatement | undefined): boolean =>
    !isIn(browser, version, compat);
  const { api, css, javascript } = bcd;
  return {
    globals: [...lacking(api, isMissing), ...lacking(javascript.builtins ?? {}, isMissing)],
    selectors: features(css.selectors).flatMap(([name, { __compat }]) =>
      isMissing(__compat) ? [name] : [],
    ),
    hasLightDark: !isMissing(css.types?.color?.['light-dark']?.__compat),
    hasDashedStates: browser === 'chrome' && version < 125,
  };
}

export const olderBrowser: Middleware = (context, next) => {
  const [, browser, version] = /^\/older-browser\/(\w+)-([\d.]+)\.js$/.exec(context.path) ?? [];
  if (browser === undefined) return next();
  context.set('content-type', 'text/javascript');
  context.body = `window.lacks = ${JSON.stringify(lacksOf(browser as BrowserName, Number(version)))}`;
  return undefined;
};
