/**
 * `GET return/{success|failure|cancel}`: the shopper comes back from a page of the payment system. The
 * address can be guessed, so it proves nothing: it only leads on to the shop's own page, which asks the
 * shop's own data.
 */
import type { Reply } from '../http/request.js';
import type { PageCall } from '../context.js';
import { cookieName, openSession, type SealedSession, sessionCookie } from '../session/cookie.js';

export type ReturnKind = 'success' | 'failure' | 'cancel';

export async function handleReturn(call: PageCall, kind: ReturnKind): Promise<Reply> {
  const { request, address, endpoint } = call;
  const session = await openSession(request, address, endpoint.sessions, endpoint.now());
  // Without a cookie nothing says where the shopper came from: the shop's front page is never wrong.
  if (!session) return seeOther(new URL('/', address.origin));
  const waiting = session.placed?.answer.status === 'redirect' ? session.placed : undefined;
  if (kind === 'success') {
    const confirmation = new URL(session.urls.confirmation, address.origin);
    return seeOther(confirmation, waiting && (await keepPending(call, session, waiting)));
  }
  const back = new URL(session.urls.back, address.origin);
  // The one thing that the shop's page cannot know by itself.
  back.searchParams.set('klarna', kind);
  return seeOther(back, waiting && dropCookie(call));
}

/** The upstream notification decides; until then a second visit leads to the confirmation, not back again. */
function keepPending(
  { address, endpoint }: PageCall,
  session: SealedSession,
  placed: NonNullable<SealedSession['placed']>,
): Promise<string> {
  const pending = {
    ...session,
    placed: {
      ...placed,
      answer: {
        ...placed.answer,
        status: 'pending' as const,
        redirect_url: session.urls.confirmation,
      },
    },
  };
  return sessionCookie(pending, address, endpoint.sessions, endpoint.now());
}

/** Nothing was paid: the next `POST session` starts anew. */
const dropCookie = ({ address }: PageCall): string =>
  `${cookieName(address)}=; Path=/;${address.secure ? ' Secure;' : ''} HttpOnly; SameSite=Lax; Max-Age=0`;

function seeOther(url: URL, cookie?: string): Reply {
  return {
    status: 303,
    headers: { Location: url.href, ...(cookie !== undefined && { 'Set-Cookie': cookie }) },
  };
}
