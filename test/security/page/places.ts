/** Where a secret could have been left behind. */
import type { Shop } from '../../harness/shop.js';

/** What is written in a tree: attributes, texts and values, through open shadow roots and own frames. */
function* written(root: Element | ShadowRoot, where: string): Generator<readonly [string, string]> {
  yield [`${where} text`, root.textContent];
  for (const node of root.querySelectorAll('*')) {
    const name = `${where} <${node.localName}>`;
    for (const attribute of node.attributes) yield [`${name} ${attribute.name}`, attribute.value];
    if ('value' in node && node.slot !== 'klarna-token')
      yield [`${name}.value`, String(node.value)];
    if (node.shadowRoot) yield* written(node.shadowRoot, `${name} shadow`);
    const inside = node.localName === 'iframe' && (node as HTMLIFrameElement).contentDocument;
    if (inside) yield* written(inside.documentElement, `${name} frame`);
  }
}

/** All that the page has said to anybody, but for the places in which the token belongs. */
function* said({ window, document, checkout }: Shop): Generator<readonly [string, string]> {
  yield* written(document.documentElement, 'page');
  yield ['address', window.location.href];
  yield ['history', JSON.stringify([window.history.state])];
  yield ['cookie', document.cookie];
  yield ['title and name', document.title + window.name];
  yield ['sessionStorage', JSON.stringify(Object.entries(window.sessionStorage))];
  yield ['localStorage', JSON.stringify(Object.entries(window.localStorage))];
  yield ['timeline', JSON.stringify(window.performance.getEntries())];
  yield [
    'outcome and error',
    JSON.stringify([checkout.outcome, checkout.error, checkout.categories]),
  ];
  for (const line of window.watched.console) yield ['console', line];
  for (const { url, headers, body } of window.watched.requests) {
    yield ['address of a request', url];
    yield ['headers of a request', headers];
    const belongs = /\/klarna\/(order|authorization\/cancel)$/.test(new URL(url).pathname);
    if (!belongs) yield [`body for ${url}`, body];
  }
}

/** Names of the places in which a secret stands and should not. */
export const placesOf = (secret: string, shop: Shop): readonly string[] =>
  [...said(shop)].filter(([, text]) => text.includes(secret)).map(([place]) => place);
