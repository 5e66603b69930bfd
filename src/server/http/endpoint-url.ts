/** The endpoint's own URL, and the values derived from it. */
import { problem } from '../problems.js';
import type { IncomingRequest } from './request.js';

/** The endpoint as seen from outside, for one request. */
export interface EndpointAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly origin: string;
  readonly pathname: string;
  /** `https:`; otherwise it is loopback. */
  readonly secure: boolean;
  /** Of the session. Each endpoint of a host has a name of its own. */
  readonly cookieName: string;
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/**
 * The address for each request.
 *
 * @param option As checked when the endpoint was made: a path, or an absolute URL.
 */
export function endpointAddress(
  option: string,
): (request: Pick<IncomingRequest, 'url'>) => EndpointAddress {
  if (!option.startsWith('/')) {
    const address = addressOf(new URL(option));
    return () => address;
  }
  let last: { readonly origin: string; readonly address: EndpointAddress } | undefined;
  return ({ url: { origin, hostname } }) => {
    if (last?.origin === origin) return last.address;
    if (!isLoopback(hostname)) {
      throw problem('internal', {
        detail: 'endpoint: a path alone works on loopback only; give the absolute URL',
      });
    }
    last = { origin, address: addressOf(new URL(option, origin)) };
    return last.address;
  };
}

function addressOf(url: URL): EndpointAddress {
  const pathname = url.pathname.replace(/\/+$/, '');
  return {
    url: url.origin + pathname,
    origin: url.origin,
    pathname,
    secure: url.protocol === 'https:',
    cookieName: cookieNameOf(url, pathname),
  };
}

/** With port and path: a cookie that has the prefix is sent to all ports and paths of its host. */
function cookieNameOf({ protocol, port }: URL, pathname: string): string {
  // Browsers take the prefix only with `Secure`, which plain http on loopback cannot have.
  const prefix = protocol === 'https:' ? '__Host-' : '';
  const path = pathname
    .split('/')
    .slice(1)
    .map(
      (segment) =>
        `.${segment.replace(/[^\w-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    );
  return `${prefix}klarna_checkout${port === '' ? '' : `_${port}`}${path.join('')}`;
}
