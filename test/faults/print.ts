/** Prints the fault table as a page of the documentation. */
import { en } from '../../src/messages/en.js';
import { FAULTS } from './rows/index.js';
import type { ErrorTold, Fault, Next, Outcome } from './table.js';

const SECTIONS: Readonly<Record<Fault['where'], readonly [title: string, about: string]>> = {
  script: [
    'Klarna’s script',
    'A script that cannot be had is tried twice more, after 0.5 and 1.5 seconds, before anything is said. One that ran without bringing `Klarna.Payments` is waited for until 15 seconds are over, since it may still be at work; if it gets there later, the purchase goes on by itself.',
  ],
  init: [
    '`Klarna.Payments.init`',
    'It is called with the element’s own token before each `load` and each press.',
  ],
  frame: [
    'Klarna’s frame',
    'A frame that is blocked or broken gives no sign: only the time limit tells.',
  ],
  delegation: [
    'A newer build of the script',
    'A client token may ask for a newer build than the one that runs. Klarna’s script fetches it, and holds back all calls until it is there.',
  ],
  load: ['`load`', 'Klarna’s widget.'],
  library: [
    'The purchase-flow library',
    'With some sessions Klarna’s script fetches a library that takes over at the press.',
  ],
  authorize: ['`authorize`', 'The press.'],
  finalize: ['`finalize`', 'The last of several steps, with `auto-finalize="false"`.'],
  reauthorize: ['`reauthorize`', 'Asked by a script of the shop, with an approval at hand.'],
  session: ['`POST session`', 'The answer of your endpoint when the shopper has agreed.'],
  'session/update': [
    '`POST session/update`',
    'The answer of your endpoint when the cart has changed.',
  ],
  order: [
    '`POST order`',
    'With `place-order`. The token has been announced by `klarna-authorized` before.',
  ],
  'authorization/cancel': [
    '`POST authorization/cancel`',
    'Klarna lets the authorization lapse by itself after 60 minutes; the shopper sees nothing of it.',
  ],
  page: ['The page, the browser, the shopper', 'In brackets: the state in which it happens.'],
};

const NEXT: Readonly<Record<Next, string>> = {
  retry: '**Try again** works once the cause is gone. Other methods work at once.',
  pay: 'Pay with Klarna.',
  finalize: 'Press the button of the last step.',
  other: 'Another way to pay.',
  reload: '**Reload the page** and pay.',
  agree: 'Begin again: agree and pay.',
  nothing: 'Nothing to do: it went well.',
  gone: 'Put the element back; it begins by saying that the outcome is unknown.',
};

const duration = (seconds: number): string =>
  seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

const code = (text: string): string => `\`${text}\``;

function seen({ after, givesUp, state, says, offers, later }: Outcome): string {
  const text = says === undefined ? undefined : typeof says === 'string' ? en[says] : says.text;
  const rest = [code(state), text && `“${text}”`, offers && `**${en[offers]}**`].filter(Boolean);
  const wait = after ? `after ${duration(after)}: ` : '';
  const first = givesUp ? `“${en.overdue}” **${en.giveUp}**; when pressed ` : '';
  const end = later ? '; this stays' : '';
  return `${wait}${first}${rest.join(' ')}${end}`;
}

function told({ told: all }: Outcome): string {
  return all.map((one) => (typeof one === 'string' ? code(one) : errorTold(one))).join(', ') || '–';
}

function errorTold({ code: codes, retryable }: ErrorTold): string {
  const links = [codes].flat().map((name) => `[${code(name)}](errors.md#${name})`);
  return `${links.join(' or ')}${retryable ? ', retryable' : ''}`;
}

const STATUS = /^answers (\d{3})$/;

/** Rows that end alike stand together: “answers 400, 401 or 403”. */
function together(names: readonly string[]): string {
  const statuses = names.flatMap((name) => STATUS.exec(name)?.[1] ?? []);
  const others = names.filter((name) => !STATUS.test(name));
  const last = statuses.pop();
  const joined = statuses.length > 0 ? `${statuses.join(', ')} or ${last ?? ''}` : last;
  return [...(joined ? [`answers ${joined}`] : []), ...others].join('; ');
}

function section(where: Fault['where']): string {
  const [title, about] = SECTIONS[where];
  const rows = new Map<string, string[]>();
  for (const fault of FAULTS) {
    if (fault.where !== where) continue;
    const end = [seen(fault), told(fault), NEXT[fault.next]].join(' | ');
    const at = fault.where === 'page' ? ` (${code(fault.at)})` : '';
    const names = rows.get(end) ?? [];
    rows.set(end, names);
    names.push(`${fault.fault}${at}`);
  }
  const lines = Array.from(rows, ([end, names]) => `| ${together(names)} | ${end} |`);
  return [
    `## ${title}`,
    about,
    [
      '| It … | The shopper sees | The shop is told | What can be done |',
      '| --- | --- | --- | --- |',
      ...lines,
    ]
      .join('\n')
      .replace('It …', where === 'page' ? 'What happens' : 'It …'),
  ].join('\n\n');
}

export const faultsPage = (): string =>
  [
    '# What happens when something breaks',
    'Every row of this page is a test: `test/faults/` plays each one in a page of its own, in Chromium, Firefox and WebKit, and does what the last column says. This page is printed from the same table by `npm run docs`.',
    'How to read it. **The shopper sees**: the element’s `state`, what its status line says (here in English), and the button beside it. **The shop is told**: the events of the element from the fault on, without `klarna-state`, `klarna-consent`, `klarna-ready` and `klarna-before-authorize`; an error code stands for a `klarna-error` event and leads to its cure. **What can be done**: tried out, and it works.',
    'In every row the page is unlocked when the row is over, the element threw nothing that nobody caught, and the authorization token was given out at most once. Time limits are the defaults of `configure({ timeouts })`.',
    ...Object.keys(SECTIONS).map((where) => section(where as Fault['where'])),
  ].join('\n\n') + '\n';
