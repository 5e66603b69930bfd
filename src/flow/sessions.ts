/** Keeps Klarna's session: asks the endpoint for it, brings it up to date, carries it over pages. */
import type {
  Capabilities,
  PaymentMethodCategory,
  PersonalData,
  SessionAnswer,
  SessionRequest,
} from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import { onDeadline } from '../page/deadline.js';
import { forget, recall, remember } from '../page/memory.js';
import { requestSession, requestUpdate, type BackendRequest } from './backend.js';
import type { Host, Settings } from './host.js';
import { measure } from './marks.js';
import type { FlowEvent, Model, Session, Stage } from './machine/model.js';

/** Klarna keeps a session for 48 hours. */
const SESSION_LIFE = 48 * 60 * 60 * 1000;

/** What stands for the agreed wording where the shop asked for consent by its own means. */
const SHOP_TEXT = 'shop';

/** What can be counted on where no backend has claimed anything. */
const NO_CAPABILITIES: Capabilities = { update: 'none', order: false, cancel: false };

export class Sessions {
  readonly #host: Host;
  readonly #dispatch: (event: FlowEvent) => void;
  readonly #model: () => Model;
  #answer: SessionAnswer | undefined;
  #expiresAt = 0;
  #requests = new AbortController();
  #stopExpiry: (() => void) | undefined;
  #givenToken: string | undefined;
  #writtenFor: string | undefined;

  constructor(host: Host, dispatch: (event: FlowEvent) => void, model: () => Model) {
    this.#host = host;
    this.#dispatch = dispatch;
    this.#model = model;
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

  /** Answers of requests that are under way change nothing any more. */
  abort(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
  }

  /** Nobody waits for this session's end any more. */
  rest(): void {
    this.#stopExpiry?.();
    this.#stopExpiry = undefined;
  }

  /** The session is in use: its end is waited for. */
  wake(): void {
    this.#stopExpiry ??= onDeadline(this.#expiresAt, () =>
      this.#dispatch({ type: 'expired', what: 'session' }),
    );
  }

  backendRequest(signal: AbortSignal): BackendRequest {
    return { endpoint: this.#host.settings().endpoint, headers: this.#host.headers(), signal };
  }

  async request(run: number): Promise<void> {
    const { session, endpoint } = this.#host.settings();
    // A session that came with the page serves one start: what comes after needs a new one.
    if (session && session.client_token !== this.#givenToken) {
      this.#givenToken = session.client_token;
      this.#arrived(run, endpoint ? session : { ...session, capabilities: NO_CAPABILITIES });
      return;
    }
    if (!endpoint) {
      const fault: Fault = { code: 'endpoint-missing', phase: 'session' };
      this.#dispatch({ type: 'session-failed', run, fault });
      return;
    }
    const start = performance.now();
    const result = await requestSession({
      ...this.backendRequest(this.#requests.signal),
      request: this.#body(),
      personalData: () => this.#personalData(),
    });
    measure('session', start, result.type);
    if (result.type === 'failed') {
      this.#dispatch({ type: 'session-failed', run, fault: result.fault });
    } else if (result.type === 'answered') this.#arrived(run, result.answer);
  }

  async update(update: number): Promise<void> {
    this.abort();
    const { cartVersion } = this.#host.settings();
    const start = performance.now();
    const result = await requestUpdate({
      ...this.backendRequest(this.#requests.signal),
      request: this.#body(),
      personalData: () => this.#personalData(),
      cartVersion,
    });
    measure('update', start, result.type);
    if (result.type === 'aborted' || update !== this.#model().update) return;
    if (result.type !== 'answered') {
      this.#dispatch({ type: 'update-settled', update, result });
      return;
    }
    const { clientToken, categories, expiresAt, reload } = result;
    if (this.#answer) {
      this.#keep(
        { ...this.#answer, ...(clientToken !== undefined && { client_token: clientToken }) },
        expiresAt === undefined ? this.#expiresAt : Date.parse(expiresAt),
      );
    }
    this.#dispatch({
      type: 'update-settled',
      update,
      result: {
        type: 'answered',
        reload,
        categories: categories && this.#offered(categories),
      },
    });
  }

  /** Takes up what an earlier page, or this one before its reload, has left. */
  resume(): void {
    const settings = this.#host.settings();
    const memory = recall(settings.endpoint, Date.now());
    const isAgreed =
      memory?.consentVersion === settings.textVersion || memory?.consentVersion === SHOP_TEXT;
    if (!memory || !isAgreed) return;
    if (memory.stage === 'started') {
      const source = memory.consentVersion === SHOP_TEXT ? 'shop' : 'prompt';
      this.#dispatch({ type: 'consented', source });
      return;
    }
    const { clientToken, sessionId, category, expiresAt } = memory;
    if (settings.categories.length > 0 && !settings.categories.includes(category)) return;
    this.#writtenFor = settings.endpoint;
    const answer: SessionAnswer = {
      client_token: clientToken,
      ...(sessionId !== undefined && { session_id: sessionId }),
      capabilities: NO_CAPABILITIES,
      payment_method_categories: [{ identifier: category, name: 'Klarna', asset_urls: {} }],
    };
    this.#keep(answer, expiresAt);
    this.#dispatch({ type: 'resumed', session: this.#sessionOf(answer), category });
  }

  save(stage: Stage): void {
    const settings = this.#host.settings();
    const { consented, selected } = this.#model();
    if (!this.#answer || !consented) return;
    const other = recall(settings.endpoint, Date.now());
    const isOthers = other?.clientToken !== this.#answer.client_token;
    // Another element of the page waits for its last step under the same endpoint: its trace stays.
    if (stage === 'started' && other?.stage === 'finalize-required' && isOthers) return;
    this.#writtenFor = settings.endpoint;
    remember(settings.endpoint, {
      clientToken: this.#answer.client_token,
      sessionId: this.#answer.session_id,
      category: selected ?? '',
      stage,
      consentVersion: consentVersion(settings),
      expiresAt: this.#expiresAt,
    });
  }

  /** This purchase leaves no trace in the browser. */
  forget(): void {
    // Under the name it was written, whatever the attribute says by now.
    forget(this.#writtenFor ?? this.#host.settings().endpoint);
  }

  #arrived(run: number, answer: SessionAnswer): void {
    const { run: current, state } = this.#model();
    if (run !== current || state !== 'starting') return;
    const { expires_at, payment_method_categories: all } = answer;
    this.#keep(
      answer,
      expires_at === undefined ? Date.now() + SESSION_LIFE : Date.parse(expires_at),
    );
    const session = this.#sessionOf(answer);
    if (session.categories.length === 0 && all && all.length > 0) {
      const about = this.#host.settings().categories.join(' ');
      this.#host.report({ code: 'category-not-offered', phase: 'session', about });
    }
    this.#dispatch({ type: 'session-answered', run, session });
  }

  #keep(answer: SessionAnswer, expiresAt: number): void {
    this.#answer = answer;
    // A clock that runs ahead must not end the session before it has begun.
    this.#expiresAt = expiresAt > Date.now() ? expiresAt : Date.now() + SESSION_LIFE;
    this.rest();
    this.wake();
  }

  #sessionOf(answer: SessionAnswer): Session {
    return {
      capabilities: answer.capabilities,
      categories: this.#offered(answer.payment_method_categories),
      ...(answer.order && { placed: answer.order }),
    };
  }

  /** What session and page agree on. A session without categories leaves the choice to Klarna. */
  #offered(
    categories: readonly PaymentMethodCategory[] | undefined,
  ): readonly PaymentMethodCategory[] {
    const wanted = this.#host.settings().categories;
    if (!categories) {
      const identifiers = wanted.length > 0 ? wanted : [''];
      return identifiers.map((identifier) => ({ identifier, name: 'Klarna', asset_urls: {} }));
    }
    if (wanted.length === 0) return categories;
    return categories.filter(({ identifier }) => wanted.includes(identifier));
  }

  #body(): SessionRequest {
    const settings = this.#host.settings();
    const { locale, country, currency, categories, customerType, isConsentGranted } = settings;
    const only = categories.length === 1 ? categories[0] : undefined;
    return {
      locale,
      ...(country !== undefined && { country }),
      ...(currency !== undefined && { currency }),
      ...(only !== undefined && { category: only }),
      ...(customerType === 'organization' && { customer_type: customerType }),
      consent: {
        source: isConsentGranted ? 'shop' : 'prompt',
        text_version: consentVersion(settings),
      },
    };
  }

  #personalData(): PersonalData {
    const { customer, billing_address, shipping_address } = this.#host.purchase();
    return {
      ...(customer && { customer }),
      ...(billing_address && { billing_address }),
      ...(shipping_address && { shipping_address }),
    };
  }
}

const consentVersion = ({ isConsentGranted, textVersion }: Settings): string =>
  isConsentGranted ? SHOP_TEXT : textVersion;
