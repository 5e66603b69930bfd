/**
 * The demo shop as one function from request to response: pages, cart, checkout, payment endpoint.
 *
 * It knows the Web's `Request` and `Response` only, so that Vite, Node and a test can all run it.
 */
import { missingFields, readAddress, readPayment } from './address.js';
import { setQuantity, setVoucher } from './cart.js';
import { documentAt, DOCUMENTS_PATH } from './documents.js';
import { fragment, pageText } from './fragments.js';
import { demoGateway, type DemoGateway } from './gateway.js';
import { fill } from './html.js';
import { confirmationPath, keepOrder } from './orders.js';
import { pageAt, PAGES, type PageName } from './pages.js';
import { createPayments, type Payments } from './payments.js';
import { Sessions, type Notice, type ShopSession } from './sessions.js';
import { cartView } from './summary.js';
import { LANGUAGES } from './texts.js';
import { tryPage, TRY_PATH } from './try-page.js';

export interface ShopOptions {
  /** The file of a page with its placeholders, as Vite serves or built it. */
  readonly template: (page: PageName) => Promise<string>;
  /** The script that stands in for Klarna's SDK. */
  readonly simulator: () => Promise<string>;
  /** Sent with each page. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Which payment system; the simulated one by default. */
  readonly payment?: DemoGateway;
}

export interface Shop {
  /** Whether a request belongs to the shop; scripts, styles and pictures do not. */
  serves(method: string, path: string): boolean;
  handle(request: Request): Promise<Response>;
}

/** One posted form: who sent it, what it says, and the page it came from. */
interface Post {
  readonly request: Request;
  readonly session: ShopSession;
  readonly form: FormData;
  readonly page: PageName;
}

/** Where to go after a post, and what the payment system wants remembered. */
interface Posted {
  readonly location: string;
  readonly cookies?: readonly string[];
}

type Action = (post: Post) => Posted | Promise<Posted>;

const SIMULATOR = '/simulator/api.js';
/** What the simulator stands in for. */
const KLARNA_SDK = 'https://x.klarnacdn.net/kp/lib/v1/api.js';

export function createShop(options: ShopOptions): Shop {
  const sessions = new Sessions();
  const { gateway, isSimulated } = options.payment ?? demoGateway({});
  const payments = createPayments(sessions, gateway);
  const actions = { ...ACTIONS, '/shop/order': orderAction(payments) };

  const answer = async (request: Request, session: ShopSession): Promise<Response> => {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/klarna/')) return payments.handle(request);
    if (url.pathname === SIMULATOR) {
      return isSimulated ? simulatorAnswer(url, options) : Response.redirect(KLARNA_SDK);
    }
    if (url.pathname.startsWith(TRY_PATH)) return tryPage(url.pathname, options.headers ?? {});
    const page = pageAt(url.pathname) ?? (isDocument(url.pathname) ? 'docs' : undefined);
    if (page) return showPage(page, url, session, options);
    const action = new Map<string, Action>(Object.entries(actions)).get(url.pathname);
    return action ? answerPost(action, request, session) : new Response(null, { status: 404 });
  };

  return {
    serves: (method, path) =>
      path.startsWith('/klarna/') ||
      path === SIMULATOR ||
      path.startsWith(TRY_PATH) ||
      (method === 'POST'
        ? path.startsWith('/shop/')
        : pageAt(path) !== undefined || isDocument(path)),
    async handle(request) {
      const session = sessions.of(request);
      const response = await answer(request, session);
      const headers = new Headers(response.headers);
      headers.append('set-cookie', sessions.cookie(session));
      return new Response(response.body, { status: response.status, headers });
    },
  };
}

/** Files of the page itself, such as its styles, have a name with a dot. */
const isDocument = (path: string): boolean => path.startsWith(DOCUMENTS_PATH) && path.endsWith('/');

async function showPage(
  page: PageName,
  url: URL,
  session: ShopSession,
  options: ShopOptions,
): Promise<Response> {
  const { notice } = session;
  session.notice = undefined;
  const order = session.orders.get(url.searchParams.get('order') ?? '');
  const document = page === 'docs' ? await documentAt(url.pathname) : undefined;
  const visit = { session, page, notice, order, document };
  const isMissing = (page === 'confirmation' && !order) || (page === 'docs' && !document);
  const body = fill(
    await options.template(page),
    (name) => pageText(name, visit),
    (name) => fragment(name, visit),
  );
  return new Response(body, {
    status: isMissing ? 404 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...options.headers,
    },
  });
}

/** `?blocked` stands for a network or a content blocker that lets nothing of Klarna through. */
async function simulatorAnswer(url: URL, options: ShopOptions): Promise<Response> {
  if (url.searchParams.has('blocked')) return new Response(null, { status: 503 });
  return new Response(await options.simulator(), {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

/** A form answers with the page to go to; a page that stays asks for JSON and gets its changed cart. */
async function answerPost(
  action: Action,
  request: Request,
  session: ShopSession,
): Promise<Response> {
  if (!isSameOrigin(request)) return new Response('Foreign origin', { status: 403 });
  const form = await request.formData();
  const page = pageAt(text(form, 'page')) ?? 'onePage';
  const { location, cookies = [] } = await action({ request, session, form, page });
  if (request.headers.get('accept') === 'application/json') {
    const { notice } = session;
    session.notice = undefined;
    return Response.json({ ...cartView(session), problem: notice ?? null });
  }
  const headers = new Headers({ location });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

const ACTIONS: Readonly<Record<string, Action>> = {
  '/shop/language': ({ session, form, page }) => {
    const wanted = form.get('language');
    session.language = LANGUAGES.find((one) => one === wanted) ?? session.language;
    return { location: PAGES[page].path };
  },
  '/shop/cart': ({ session, form, page }) => {
    const [id = '', step = ''] = text(form, 'step').split(':');
    setQuantity(session.cart, id, (session.cart.quantities.get(id) ?? 0) + Number(step));
    return { location: PAGES[page].path };
  },
  '/shop/voucher': ({ session, form, page }) => {
    if (!setVoucher(session.cart, text(form, 'code'))) session.notice = 'voucher';
    return { location: PAGES[page].path };
  },
  /** What was typed so far, kept while the page stays or is loaded anew. */
  '/shop/draft': ({ session, form, page }) => {
    takeForm(session, form);
    return { location: PAGES[page].path };
  },
  '/shop/address': ({ session, form }) => {
    takeForm(session, form);
    return missingFields(session.address).length
      ? back(session, 'address', 'address')
      : { location: PAGES.payment.path };
  },
  '/shop/payment': ({ session, form }) => {
    takeForm(session, form);
    const token = text(form, 'klarna_authorization_token');
    if (session.payment === 'prepayment') session.klarna = { status: 'none' };
    else if (token) session.klarna = { status: 'approved', authorizationToken: token };
    else if (text(form, 'klarna_authorization_token_status') === 'finalize_required') {
      session.klarna = { status: 'finalize-required' };
    } else return back(session, 'payment', 'payment');
    return { location: PAGES.review.path };
  },
};

function orderAction(payments: Payments): Action {
  return async ({ request, session, form, page }) => {
    takeForm(session, form);
    const fault = faultOf(session, form);
    if (fault) return back(session, fault, page);
    if (session.payment === 'prepayment') {
      return {
        location: confirmationPath(keepOrder(session, 'prepayment', 'completed').reference),
      };
    }
    const token =
      text(form, 'klarna_authorization_token') ||
      (session.klarna.status === 'approved' ? session.klarna.authorizationToken : '');
    if (!token) return back(session, 'payment', page);
    const { path, cookies } = await payments.place(request, session, token);
    return path === undefined ? back(session, 'payment', page) : { location: path, cookies };
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

function back(session: ShopSession, notice: Notice, page: PageName): Posted {
  session.notice = notice;
  return { location: PAGES[page].path };
}

/** Cookies alone do not say that this shop's own page sent the form. */
function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin === null || origin === new URL(request.url).origin;
}
