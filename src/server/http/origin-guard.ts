/** Accepts calls only from pages of this shop, and only requests that another site cannot make a browser send. */
import type { EndpointAddress } from './endpoint-url.js';
import type { IncomingRequest, Reply } from './request.js';
import { problem } from '../problems.js';

export interface GuardOptions {
  readonly allowedOrigins: readonly string[];
  readonly csrf: ((request: Request) => Promise<boolean> | boolean) | undefined;
}

/** @throws GatewayProblem `unsupported_media_type` or `forbidden`. */
export async function guardCall(
  request: IncomingRequest,
  address: EndpointAddress,
  options: GuardOptions,
): Promise<void> {
  const mediaType = request.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  // A form cannot send this type across sites without a preflight, which only known origins pass.
  if (mediaType !== 'application/json') {
    throw problem('unsupported_media_type', { detail: 'Content-Type must be application/json' });
  }
  if (!isOwnPage(request, address, options.allowedOrigins)) {
    throw problem('forbidden', {
      detail:
        'Sec-Fetch-Site or Origin shows that the page is not one of this shop; see allowedOrigins',
    });
  }
  if (options.csrf && !(await options.csrf(request.webRequest))) {
    throw problem('forbidden', { detail: "The shop's own CSRF check refused the request" });
  }
}

function isOwnPage(
  request: IncomingRequest,
  address: EndpointAddress,
  allowedOrigins: readonly string[],
): boolean {
  const site = request.header('Sec-Fetch-Site');
  const origin = request.header('Origin');
  if (site === 'same-origin') return true;
  if (site === 'same-site') return origin !== null && allowedOrigins.includes(origin);
  if (site !== null) return false;
  // Browsers without `Sec-Fetch-Site` still send the origin of a POST.
  return origin !== null && (origin === address.origin || allowedOrigins.includes(origin));
}

/** Headers that let pages of the allowed origins read the answer. */
export function corsHeaders(
  request: IncomingRequest,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const origin = request.header('Origin');
  if (origin === null || !allowedOrigins.includes(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After',
  };
}

/** The answer to a preflight: a browser asks whether a page of another origin may call. */
export function preflight(request: IncomingRequest, allowedOrigins: readonly string[]): Reply {
  const cors = corsHeaders(request, allowedOrigins);
  if (!('Access-Control-Allow-Origin' in cors)) {
    throw problem('forbidden', { detail: 'This origin is not one of allowedOrigins' });
  }
  const asked = request.header('Access-Control-Request-Headers');
  return {
    status: 204,
    headers: {
      ...cors,
      'Access-Control-Allow-Methods': 'POST',
      // Any header: the shop's own CSRF header may have any name, and the origin is trusted by now.
      ...(asked !== null && { 'Access-Control-Allow-Headers': asked }),
      'Access-Control-Max-Age': '600',
    },
  };
}
