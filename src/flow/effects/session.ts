/** Klarna's session: requested from the endpoint, updated with the cart, and stored across pages. */
import { defined, pick } from '../../defined.js';
import { checkSessionAnswer, checkUpdateAnswer } from '../../endpoint/checks.js';
import { callUrl, type CallOptions, type CallResult } from '../../endpoint/client.js';
import type {
  Capabilities,
  PaymentMethodCategory,
  PersonalData,
  Problem,
  SessionAnswer,
  SessionRequest,
} from '../../endpoint/contract.js';
import { releaseSession, retireSession, shareSession } from '../../endpoint/shared-session.js';
import type { Fault } from '../../errors.js';
import { onDeadline } from '../../shop-page/deadline.js';
import { forget, recall, remember } from '../../shop-page/session-storage.js';
import type { Session, Stage } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { consentVersion, SHOP_CONSENT, wantedCategories, withCustomer } from '../settings.js';
import { requestEndpoint } from './call-endpoint.js';
import { timed } from './performance-marks.js';

/** Klarna keeps a session for 48 hours. */
const SESSION_LIFE = 48 * 60 * 60 * 1000;

/** When to ask again what became of an earlier attempt, in milliseconds. */
const CHECK_AFTER: readonly number[] = [2000, 4000, 8000];
const CHECK_EVERY = 10_000;

/** What can be counted on where no backend has claimed anything. */
const NO_CAPABILITIES: Capabilities = { update: 'none', order: false, cancel: false };

/** Where no backend has told Klarna's own words. */
const nameless = (identifier: string): PaymentMethodCategory => ({
  identifier,
  name: 'Klarna',
  asset_urls: {},
});

export class Sessions {
  readonly #context: EffectContext;
  #answer: SessionAnswer | undefined;
  #expiresAt = 0;
  #requests = new AbortController();
  #nextCheck: ReturnType<typeof setTimeout> | undefined;
  #stopExpiryTimer: (() => void) | undefined;
  #givenToken: string | undefined;
  #writtenFor: string | undefined;

  constructor(context: EffectContext) {
    this.#context = context;
  }

  /** Klarna's public token of this session; empty before there is one. */
  get clientToken(): string {
    return this.#answer?.client_token ?? '';
  }

  get sessionId(): string | undefined {
    return this.#answer?.session_id;
  }

  get canCancel(): boolean {
    return this.#answer?.capabilities.cancel ?? false;
  }

  /** The session that came with the page. */
  get given(): SessionAnswer | undefined {
    const given = this.#context.page.session;
    if (given === undefined) return undefined;
    const checked = checkSessionAnswer(given);
    if (checked.ok) return checked.value;
    const about = checked.fault;
    this.#context.report({ code: 'session-invalid', phase: 'configuration', about });
    return undefined;
  }

  /** Answers of requests that are under way are ignored. */
  abort(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
  }

  /** The shopper waits for the end of an earlier attempt: soon at first, then every ten seconds. */
  checkLater(checks: number): void {
    clearTimeout(this.#nextCheck);
    const wait = CHECK_AFTER[checks] ?? CHECK_EVERY;
    this.#nextCheck = setTimeout(() => this.#context.dispatch({ type: 'check-due' }), wait);
  }

  /** This session is not used any more. */
  release(): void {
    clearTimeout(this.#nextCheck);
    this.abort();
    releaseSession(this);
  }

  /** The end of this session is no longer reported. */
  stopExpiry(): void {
    this.#stopExpiryTimer?.();
    this.#stopExpiryTimer = undefined;
  }

  /** The session is in use: its end is reported. */
  startExpiry(): void {
    this.#stopExpiryTimer ??= onDeadline(this.#expiresAt, () =>
      this.#context.dispatch({ type: 'expired', what: 'session' }),
    );
  }

  async request(run: number): Promise<void> {
    const { endpoint } = this.#context.element.settings;
    const session = this.given;
    // A session that came with the page serves one start: what comes after needs a new one.
    if (session && session.client_token !== this.#givenToken) {
      this.#givenToken = session.client_token;
      this.#receive(run, endpoint ? session : { ...session, capabilities: NO_CAPABILITIES });
      return;
    }
    if (!endpoint) {
      const fault: Fault = { code: 'endpoint-missing', phase: 'session' };
      this.#context.dispatch({ type: 'session-failed', run, fault });
      return;
    }
    const measure = timed('session');
    const result = await shareSession(
      callUrl(endpoint, 'session', document.baseURI).href,
      JSON.stringify(this.#body()),
      this,
      () => this.#request('session', checkSessionAnswer),
    );
    measure(result.type);
    if (result.type === 'answered') this.#receive(run, result.value);
    else if (result.type === 'failed') {
      this.#context.dispatch({ type: 'session-failed', run, fault: result.fault });
    }
  }

  async update(update: number): Promise<void> {
    this.abort();
    const cart_version = this.#context.element.settings.cartVersion || undefined;
    const measure = timed('update');
    const result = await this.#request('session_update', checkUpdateAnswer, { cart_version });
    const isOver = result.type === 'failed' && isGone(result.problem);
    measure(isOver ? 'recreate' : result.type);
    if (result.type === 'aborted' || update !== this.#context.model.update) return;
    if (result.type === 'failed') {
      this.#context.dispatch({
        type: 'update-settled',
        update,
        result: isOver ? { type: 'recreate' } : result,
      });
      return;
    }
    const { reload, client_token, expires_at, payment_method_categories: all } = result.value;
    if (this.#answer) {
      this.#store(
        { ...this.#answer, ...defined({ client_token }) },
        expires_at ? Date.parse(expires_at) : this.#expiresAt,
      );
    }
    const categories = all && this.#offered(all);
    const answered = { type: 'answered', reload, categories } as const;
    this.#context.dispatch({ type: 'update-settled', update, result: answered });
  }

  /** Takes up what an earlier page, or this one before its reload, has left. */
  resume(): void {
    const { element } = this.#context;
    const { endpoint } = element.settings;
    const memory = recall(endpoint, Date.now());
    if (!memory) return;
    const isByShop = memory.consentVersion === SHOP_CONSENT;
    const version = element.text().consentVersion;
    const coversCustomer = memory.consentVersion === withCustomer(version);
    if (!isByShop && !coversCustomer && memory.consentVersion !== version) return;
    if (coversCustomer) this.#context.dispatch({ type: 'customer-needed' });
    if (memory.stage === 'started') {
      this.#context.dispatch({ type: 'consented', source: isByShop ? 'shop' : 'prompt' });
      return;
    }
    const { clientToken: client_token, sessionId: session_id, category, expiresAt } = memory;
    const wanted = wantedCategories(element.settings);
    if (wanted.length > 0 && !wanted.includes(category)) return;
    this.#writtenFor = endpoint;
    const answer: SessionAnswer = {
      client_token,
      ...defined({ session_id }),
      capabilities: NO_CAPABILITIES,
      payment_method_categories: [nameless(category)],
    };
    this.#store(answer, expiresAt);
    this.#context.dispatch({ type: 'resumed', session: this.#sessionOf(answer), category });
  }

  save(stage: Stage): void {
    const { element, model } = this.#context;
    const { endpoint } = element.settings;
    const { clientToken, sessionId } = this;
    if (!clientToken || !model.consented) return;
    const other = recall(endpoint, Date.now());
    const isOthers = other?.stage === 'finalize-required' && other.clientToken !== clientToken;
    // Another element of the page waits for its last step under the same endpoint: its trace stays.
    if (stage === 'started' && isOthers) return;
    this.#writtenFor = endpoint;
    remember(endpoint, {
      clientToken,
      sessionId,
      category: model.selected ?? '',
      stage,
      consentVersion: consentVersion(element),
      expiresAt: this.#expiresAt,
    });
  }

  /** This purchase leaves no trace in the browser. */
  forget(): void {
    // Under the name it was written, whatever the attribute says by now.
    forget(this.#writtenFor ?? this.#context.element.settings.endpoint);
    retireSession(this);
  }

  #receive(run: number, answer: SessionAnswer): void {
    const { model, element } = this.#context;
    if (run !== model.run) return;
    if (element.settings.placeOrder && !answer.capabilities.order && !answer.order) {
      const fault: Fault = { code: 'order-not-offered', phase: 'configuration' };
      this.#context.dispatch({ type: 'session-failed', run, fault });
      return;
    }
    const { expires_at, payment_method_categories: all } = answer;
    this.#store(answer, expires_at ? Date.parse(expires_at) : 0);
    const session = this.#sessionOf(answer);
    if (session.categories.length === 0 && all && all.length > 0) {
      const about = wantedCategories(element.settings).join(' ');
      this.#context.report({ code: 'category-not-offered', phase: 'configuration', about });
    }
    this.#context.dispatch({ type: 'session-answered', run, session });
  }

  #store(answer: SessionAnswer, expiresAt: number): void {
    this.#answer = answer;
    // A clock that runs ahead must not end the session before it has begun.
    this.#expiresAt = expiresAt > Date.now() ? expiresAt : Date.now() + SESSION_LIFE;
    this.stopExpiry();
    this.startExpiry();
  }

  #sessionOf({ capabilities, payment_method_categories, order: placed }: SessionAnswer): Session {
    const categories = this.#offered(payment_method_categories);
    return { capabilities, categories, ...defined({ placed }) };
  }

  /** What session and page agree on. A session without categories leaves the choice to Klarna. */
  #offered(
    categories: readonly PaymentMethodCategory[] | undefined,
  ): readonly PaymentMethodCategory[] {
    const wanted = wantedCategories(this.#context.element.settings);
    if (!categories) return (wanted.length > 0 ? wanted : ['']).map(nameless);
    if (wanted.length === 0) return categories;
    return categories.filter(({ identifier }) => wanted.includes(identifier));
  }

  /**
   * A backend that cannot do without name and address says so, and is asked again with them, unless the shopper has
   * to agree to that first.
   */
  async #request<T>(
    call: 'session' | 'session_update',
    check: CallOptions<T>['check'],
    more: object = {},
  ): Promise<CallResult<T>> {
    const { signal } = this.#requests;
    const body = { ...this.#body(), ...more };
    const first = await requestEndpoint(this.#context, call, body, check, { signal });
    const isLacking = first.type === 'failed' && first.problem?.code === 'customer_data_required';
    if (!isLacking) return first;
    if (!this.#context.model.needsCustomer) this.#context.dispatch({ type: 'customer-needed' });
    if (signal.aborted) return { type: 'aborted' };
    const data: PersonalData = pick(
      this.#context.page.data.read(),
      'customer',
      'billing_address',
      'shipping_address',
    );
    return requestEndpoint(this.#context, call, { ...body, ...data }, check, { signal });
  }

  #body(): SessionRequest {
    const { element, page } = this.#context;
    const { customerType, currency, consent } = element.settings;
    const categories = wantedCategories(element.settings);
    return {
      locale: element.locale(),
      ...defined({
        country: page.data.country,
        currency: currency || undefined,
        category: categories.length === 1 ? categories[0] : undefined,
        customer_type: customerType === 'organization' ? customerType : undefined,
      }),
      consent: {
        source: consent === 'granted' ? 'shop' : 'prompt',
        text_version: consentVersion(element),
      },
    };
  }
}

/** A session that is gone is replaced without a word: nothing has been authorized in it yet. */
const isGone = (problem: Problem | undefined): boolean =>
  problem !== undefined &&
  (problem.action === 'recreate' || [404, 409, 410].includes(problem.status));
