/** What the page asks for, and how much comes, before Klarna's widget can be shown. */
import type { Figure } from '../report/figure.js';
import type { Sent } from '../stage/server.js';
import { TOKEN_IN_PAGE } from '../stage/pages.js';
import {
  agree,
  openOurs,
  openTextbook,
  untilAsked,
  untilReady,
  untilTextbookReady,
} from '../stage/shopper.js';
import { servePages, visit, type Stage } from '../stage/stage.js';

export interface Traffic {
  /** Before the shopper agreed, beside the page itself. */
  readonly before: readonly Sent[];
  /** From then on to the widget. */
  readonly after: readonly Sent[];
}

const isKlarnas = ({ path }: Sent): boolean => path.startsWith('/klarna-sdk/');
const isThePage = ({ path }: Sent): boolean => path.endsWith('/');

export async function trafficOfOurs(stage: Stage): Promise<Traffic> {
  servePages(stage.server);
  const { page, leave } = await visit(stage);
  const { sent, origin } = stage.server;
  sent.length = 0;
  await openOurs(page, origin);
  await untilAsked(page);
  await page.waitForLoadState('networkidle');
  const before = sent.slice();
  await agree(page);
  await untilReady(page);
  await page.waitForLoadState('networkidle');
  await leave();
  return { before, after: sent.slice(before.length) };
}

export async function trafficOfTextbook(stage: Stage, path?: string): Promise<Traffic> {
  servePages(stage.server);
  const { page, leave } = await visit(stage);
  const { sent, origin } = stage.server;
  sent.length = 0;
  await openTextbook(page, origin, path);
  await untilTextbookReady(page);
  await page.waitForLoadState('networkidle');
  await leave();
  // It asks nobody, so all of it comes before.
  return { before: sent.slice(), after: [] };
}

const bytes = (sent: readonly Sent[]): number => sent.reduce((sum, one) => sum + one.bytes, 0);
const calls = (sent: readonly Sent[]): readonly Sent[] =>
  sent.filter((one) => !isKlarnas(one) && !isThePage(one));
const list = (sent: readonly Sent[]): string =>
  sent.map(({ method, path }) => `${method} ${path}`).join(', ') || 'none';

export async function measureRequests(stage: Stage): Promise<readonly Figure[]> {
  const ours = await trafficOfOurs(stage);
  const textbook = await trafficOfTextbook(stage);
  const rendered = await trafficOfTextbook(stage, TOKEN_IN_PAGE);
  const ourCalls = calls([...ours.before, ...ours.after]);
  const textbookCalls = calls(textbook.before);
  const renderedCalls = calls(rendered.before);
  const early = ({ before }: Traffic): number =>
    before.filter((one) => isKlarnas(one) || one.method === 'POST').length;
  return [
    {
      id: 'requests-before-consent',
      title: 'Requests to Klarna or the endpoint before consent',
      value: early(ours),
      unit: 'requests',
      limit: { most: 0 },
      beside: [
        { name: 'textbook', value: early(textbook), unit: 'requests' },
        { name: 'textbook, token in the page', value: early(rendered), unit: 'requests' },
      ],
    },
    {
      id: 'requests-before-widget',
      title: 'Requests of files and session until the widget, beside Klarna’s own and the page',
      value: ourCalls.length,
      unit: 'requests',
      limit: { most: 2 },
      beside: [
        { name: 'textbook', value: textbookCalls.length, unit: 'requests' },
        { name: 'textbook, token in the page', value: renderedCalls.length, unit: 'requests' },
      ],
      note: `Ours: ${list(ourCalls)}. Textbook: ${list(textbookCalls)}. With the token in the page: ${list(renderedCalls)}.`,
    },
    {
      id: 'bytes-before-widget',
      title:
        'Bytes before the widget, beside Klarna’s own and the page: files (brotli) and session',
      value: bytes(ourCalls),
      unit: 'B',
      beside: [
        { name: 'textbook', value: bytes(textbookCalls), unit: 'B' },
        { name: 'textbook, token in the page', value: bytes(renderedCalls), unit: 'B' },
      ],
    },
  ];
}
