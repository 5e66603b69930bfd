/**
 * The demo shop as one function from request to response: pages, cart, checkout, payment endpoint.
 *
 * It knows the Web's `Request` and `Response` only, so that Vite, Node and a test can all run it.
 */
import { missingFields, readAddress, readPayment } from './address.js';
import { setQuantity, setVoucher } from './cart.js';
import { fragment, pageText } from './fragments.js';
import { fill } from './html.js';
import { confirmationPath, keepOrder } from './orders.js';
import { pageAt, PAGES, type PageName } from './pages.js';
import { createPayments } from './payments.js';
import { Sessions, type Notice, type ShopSession } from './sessions.js';
import { cartView } from './summary.js';
import { LANGUAGES } from './texts.js';

export interface ShopOptions {
  /** The file of a page with its placeholders, as Vite serves or built it. */
  readonly template: (page: PageName) => Promise<string>;
  /** Sent with each page. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers what belongs to the shop; `undefined` for everything else (scripts, styles, pictures). */
export type Shop = (request: Request) => Promise<Response | undefined>;

/** One posted form: who sent it, what it says, and the page it came from. */
interface Post {
  readonly request: Request;
  readonly session: ShopSession;
  readonly form: FormData;
  readonly page: PageName;
}

/** The page to go to. */
type Posted = string;

export function createShop(options: ShopOptions): Shop {
  const sessions = new Sessions();
  const payments = createPayments();

  const showPage = async (page: PageName, url: URL, session: ShopSession): Promise<Response> => {
    const { notice } = session;
    session.notice = undefined;
    const order = session.orders.get(url.searchParams.get('order') ?? '');
    const visit = { session, page, notice, order };
    const body = fill(
      await options.template(page),
      (name) => pageText(name, visit),
      (name) => fragment(name, visit),
    );
    return new Response(body, {
      status: page === 'confirmation' && !order ? 404 : 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        ...options.headers,
      },
    });
  };

  const posts: Readonly<Record<string, (post: Post) => Posted | Promise<Posted>>> = {
    '/shop/language': ({ session, form, page }) => {
      const wanted = form.get('language');
      session.language = LANGUAGES.find((one) => one === wanted) ?? session.language;
      return PAGES[page].path;
    },
    '/shop/cart': ({ session, form, page }) => {
      const [id = '', step = ''] = text(form, 'step').split(':');
      setQuantity(session.cart, id, (session.cart.quantities.get(id) ?? 0) + Number(step));
      return PAGES[page].path;
    },
    '/shop/voucher': ({ session, form, page }) => {
      if (!setVoucher(session.cart, text(form, 'code'))) session.notice = 'voucher';
      return PAGES[page].path;
    },
    '/shop/draft': ({ session, form, page }) => {
      takeForm(session, form);
      return PAGES[page].path;
    },
    '/shop/address': ({ session, form }) => {
      takeForm(session, form);
      return missingFields(session.address).length
        ? back(session, 'address', 'address')
        : PAGES.payment.path;
    },
    '/shop/payment': ({ session, form }) => {
      takeForm(session, form);
      const token = text(form, 'klarna_authorization_token');
      if (session.payment === 'prepayment') session.klarna = { status: 'none' };
      else if (token) session.klarna = { status: 'approved', authorizationToken: token };
      else if (text(form, 'klarna_authorization_token_status') === 'finalize_required') {
        session.klarna = { status: 'finalize-required' };
      } else return back(session, 'payment', 'payment');
      return PAGES.review.path;
    },
    '/shop/order': async ({ request, session, form, page }) => {
      takeForm(session, form);
      const fault = faultOf(session, form);
      if (fault) return back(session, fault, page);
      if (session.payment === 'prepayment') {
        return confirmationPath(keepOrder(session, 'prepayment', 'completed').reference);
      }
      const token =
        text(form, 'klarna_authorization_token') ||
        (session.klarna.status === 'approved' ? session.klarna.authorizationToken : '');
      const path = token ? await payments.place(request, session, token) : undefined;
      return path ?? back(session, 'payment', page);
    },
  };

  const answerPost = async (request: Request, url: URL, session: ShopSession) => {
    const action = posts[url.pathname];
    if (!action) return undefined;
    if (!isSameOrigin(request, url)) return new Response('Foreign origin', { status: 403 });
    const form = await request.formData();
    const page = pageAt(text(form, 'page')) ?? 'onePage';
    const posted = await action({ request, session, form, page });
    if (request.headers.get('accept') === 'application/json') {
      const { notice } = session;
      session.notice = undefined;
      return Response.json({ ...cartView(session), problem: notice ?? null });
    }
    return new Response(null, { status: 303, headers: { location: posted } });
  };

  return async (request) => {
    const url = new URL(request.url);
    const page = pageAt(url.pathname);
    const isPage = page !== undefined && request.method === 'GET';
    const isShop = request.method === 'POST' && url.pathname.startsWith('/shop/');
    const isKlarna = url.pathname.startsWith('/klarna/');
    if (!isPage && !isShop && !isKlarna) return undefined;
    const session = sessions.of(request);
    const response = isPage
      ? await showPage(page, url, session)
      : isKlarna
        ? await payments.handle(request, session)
        : await answerPost(request, url, session);
    response?.headers.append('set-cookie', sessions.cookie(session));
    return response;
  };
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Address and payment choice as the form says; another country means other VAT. */
function takeForm(session: ShopSession, form: FormData): void {
  const { country } = session.address;
  session.address = readAddress(form, session.address);
  session.payment = readPayment(form, session.payment);
  if (session.address.country !== country) session.cart.version += 1;
}

function faultOf(session: ShopSession, form: FormData): Notice | undefined {
  if (session.cart.quantities.size === 0) return 'empty';
  if (missingFields(session.address).length) return 'address';
  return form.has('terms') ? undefined : 'terms';
}

function back(session: ShopSession, notice: Notice, page: PageName): string {
  session.notice = notice;
  return PAGES[page].path;
}

/** Cookies alone do not say that this shop's own page sent the form. */
function isSameOrigin(request: Request, url: URL): boolean {
  const origin = request.headers.get('origin');
  return origin === null || origin === url.origin;
}
