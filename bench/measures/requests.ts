/** What the page asks for, and how much comes, before Klarna's widget can be shown. */
import type { Figure } from '../report/figure.js';
import type { Sent } from '../stage/server.js';
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

export async function trafficOfTextbook(stage: Stage): Promise<Traffic> {
  servePages(stage.server);
  const { page, leave } = await visit(stage);
  const { sent, origin } = stage.server;
  sent.length = 0;
  await openTextbook(page, origin);
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
  const ourCalls = calls(ours.after);
  const textbookCalls = calls(textbook.before);
  return [
    {
      id: 'requests-before-consent',
      title: 'Requests to Klarna or the endpoint before consent',
      value: ours.before.filter((one) => isKlarnas(one) || one.method === 'POST').length,
      unit: 'requests',
      limit: { most: 0 },
      beside: [
        {
          name: 'textbook',
          value: textbook.before.filter((one) => isKlarnas(one) || one.method === 'POST').length,
          unit: 'requests',
        },
      ],
    },
    {
      id: 'requests-before-widget',
      title: 'Requests from consent to the widget, beside Klarna’s own',
      value: ourCalls.length,
      unit: 'requests',
      limit: { most: 1 },
      beside: [{ name: 'textbook, with its files', value: textbookCalls.length, unit: 'requests' }],
      note: `Ours: ${list(ourCalls)}. Textbook: ${list(textbookCalls)}.`,
    },
    {
      id: 'bytes-before-widget',
      title:
        'Bytes before the widget, beside Klarna’s own and the page: files (brotli) and session',
      value: bytes(calls([...ours.before, ...ours.after])),
      unit: 'B',
      beside: [{ name: 'textbook', value: bytes(textbookCalls), unit: 'B' }],
    },
  ];
}
