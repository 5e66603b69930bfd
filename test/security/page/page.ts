/** The page of a shop in which everything that could carry a secret away is written down. */
import '../../harness/shop-page.js';

export interface Request {
  readonly url: string;
  readonly headers: string;
  readonly body: string;
}

declare global {
  interface Window {
    watched: { readonly requests: Request[]; readonly console: string[] };
  }
}

const watched: Window['watched'] = { requests: [], console: [] };
window.watched = watched;

const text = (value: unknown): string => {
  try {
    return typeof value === 'string' ? value : `${String(value)} ${JSON.stringify(value)}`;
  } catch {
    return String(value);
  }
};

const ask = window.fetch.bind(window);
window.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : new URL(input, document.baseURI).href;
  const headers = JSON.stringify([...new Headers(init?.headers)]);
  watched.requests.push({ url, headers, body: text(init?.body ?? '') });
  return ask(input, init);
};
const keep = (url: string | URL, body: unknown): void =>
  void watched.requests.push({
    url: new URL(url, location.href).href,
    headers: '',
    body: text(body),
  });

// Not used by the element today: seen if that changes.
const open = Reflect.get(XMLHttpRequest.prototype, 'open') as (...given: unknown[]) => void;
XMLHttpRequest.prototype.open = function (method: string, url: string | URL): void {
  keep(url, method);
  open.call(this, method, url, true);
};
navigator.sendBeacon = (url, body) => {
  keep(url, body);
  return true;
};

for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[level] = (...words: unknown[]) => void watched.console.push(words.map(text).join(' '));
}
