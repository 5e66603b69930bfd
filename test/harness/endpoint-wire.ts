/** What every stand-in for the endpoint shares: its usual answers, and the place where a page's calls arrive. */
import { createClientToken } from '../../src/simulator/sdk/client-token.js';

export const category = (identifier: string, name = identifier) => ({
  identifier,
  name,
  asset_urls: {},
});

/** The smallest session that sells: one token and one category. */
export const sessionAnswer = (clientToken = createClientToken({})) => ({
  client_token: clientToken,
  session_id: 'session-1',
  payment_method_categories: [category('pay_later', 'Pay later')],
});

export const UPDATED = { reload: 'load' } as const;
export const COMPLETED = { status: 'completed', order_id: 'order-1' } as const;

export interface FetchCall {
  readonly url: URL;
  readonly init: RequestInit;
  /** Sends the call to its own address, or to another one. */
  readonly pass: (address?: string) => Promise<Response>;
}

/**
 * Lets `answer` answer every `fetch` of the page.
 * @returns a function that puts the page's own `fetch` back
 */
export function replaceFetch(answer: (call: FetchCall) => Promise<Response>): () => void {
  const real = window.fetch.bind(window);
  window.fetch = (input, init = {}) =>
    answer({
      url: new URL(input instanceof Request ? input.url : input, location.href),
      init,
      pass: (address) => real(address ?? input, init),
    });
  return () => {
    window.fetch = real;
  };
}

/** The JSON that a call has sent, as an object. */
export const bodyOf = ({ init }: FetchCall): Record<string, unknown> =>
  JSON.parse(init.body as string) as Record<string, unknown>;

/** What an aborted `fetch` rejects with. */
export const aborted = (): DOMException => new DOMException('aborted', 'AbortError');
