/** Where this endpoint stands: its own URL, and what follows from it. */
import type { IncomingRequest } from './request.js';

/** The endpoint as seen from outside, for one request. */
export interface EndpointAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly origin: string;
  readonly pathname: string;
  /** `https:`; otherwise it is loopback. */
  readonly secure: boolean;
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/**
 * Reads the `endpoint` option once; the result gives the address for each request.
 *
 * @throws RangeError when the option is neither a path nor an http(s) URL, or is http beyond loopback.
 */
export function endpointAddress(
  option: string,
): (request: Pick<IncomingRequest, 'url'>) => EndpointAddress {
  if (option.startsWith('/') && !option.startsWith('//')) {
    let last: { readonly origin: string; readonly address: EndpointAddress } | undefined;
    return ({ url: { origin, hostname } }) => {
      if (last?.origin === origin) return last.address;
      if (!isLoopback(hostname)) {
        throw new RangeError('endpoint: beyond loopback give the absolute URL, not only a path');
      }
      last = { origin, address: addressOf(new URL(option, origin)) };
      return last.address;
    };
  }
  if (!URL.canParse(option)) {
    throw new RangeError('endpoint: give a path such as /klarna, or an absolute URL');
  }
  const url = new URL(option);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new RangeError('endpoint: https only, except on loopback');
  }
  const address = addressOf(url);
  return () => address;
}

function addressOf(url: URL): EndpointAddress {
  const pathname = url.pathname.replace(/\/+$/, '');
  return {
    url: url.origin + pathname,
    origin: url.origin,
    pathname,
    secure: url.protocol === 'https:',
  };
}
