/**
 * Simulates the shop's endpoint on a page, so that the element can be tried without a backend. It answers `fetch` for
 * one endpoint and passes every other request on unchanged.
 */
import { answerCall, type EndpointAnswers } from './answer.js';
import { callsOf } from './address.js';
import { isPublicHost } from './public-host.js';

export interface EndpointOptions extends EndpointAnswers {
  /**
   * Path, address or `{call}` template, as in the element's `endpoint` attribute. Default `/klarna-simulated`.
   */
  readonly path?: string;
  /**
   * Whether to answer on a host that shoppers can reach, too. Default `false`, and `installEndpoint` throws there:
   * orders would look placed without a backend that knows of them.
   */
  readonly allowPublicHost?: boolean;
}

/**
 * Replaces `fetch` and begins to answer.
 * @returns a function that restores the page's own `fetch`
 * @throws Error on a public host without `allowPublicHost`
 */
export function installEndpoint(options: EndpointOptions = {}): () => void {
  if (!options.allowPublicHost && isPublicHost(location.hostname)) {
    throw new Error(
      `The Klarna simulator does not answer the endpoint on ${location.hostname}: no order would be placed. ` +
        'Take its script out of the page. If this is a demo that sells nothing, say so: ' +
        'allowPublicHost: true, or data-klarna-allow-public-host on the script tag.',
    );
  }
  const page = window as { fetch: typeof fetch };
  const original = page.fetch;
  const callOf = callsOf(options.path ?? '/klarna-simulated', document.baseURI);
  const wrapped: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const call = callOf(new URL(request.url));
    if (!call) return original.call(window, input, init);
    const body: unknown = await request.json().catch(() => undefined);
    return answerCall(call, body, options);
  };
  page.fetch = wrapped;
  return () => {
    if (page.fetch === wrapped) page.fetch = original;
  };
}
