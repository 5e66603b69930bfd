/** Klarna's session: requested from the endpoint, updated with the cart, and followed to its end. */
import { defined } from '../../defined.js';
import { checkSessionAnswer, checkUpdateAnswer } from '../../endpoint/checks.js';
import { callUrl } from '../../endpoint/client.js';
import type { Problem, SessionAnswer } from '../../endpoint/contract.js';
import { releaseSession, retireSession, shareSession } from '../../endpoint/shared-session.js';
import type { Fault } from '../../errors.js';
import { onDeadline } from '../../shop-page/deadline.js';
import type { Stage } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { wantedCategories } from '../settings.js';
import { timed } from './performance-marks.js';
import { SessionMemory } from './session-memory.js';
import { nameless, NO_CAPABILITIES, offered, sessionOf } from './session-offer.js';
import { requestSession, sessionRequest } from './session-request.js';

/** Klarna's lifetime of a session, in milliseconds: 48 hours. */
const SESSION_LIFE = 48 * 60 * 60 * 1000;

/** When to ask again what became of an earlier attempt, in milliseconds. */
const CHECK_AFTER: readonly number[] = [2000, 4000, 8000];
const CHECK_EVERY = 10_000;

export class Sessions {
  readonly #context: EffectContext;
  readonly #memory: SessionMemory;
  #answer: SessionAnswer | undefined;
  #expiresAt = 0;
  #requests = new AbortController();
  #nextCheck: ReturnType<typeof setTimeout> | undefined;
  #stopExpiryTimer: (() => void) | undefined;
  #givenToken: string | undefined;

  constructor(context: EffectContext) {
    this.#context = context;
    this.#memory = new SessionMemory(context);
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
    // A session that came with the page is used for one start: a later one needs a new session.
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
      JSON.stringify(sessionRequest(this.#context)),
      this,
      () => requestSession(this.#context, 'session', checkSessionAnswer, this.#requests.signal),
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
    const result = await requestSession(
      this.#context,
      'session_update',
      checkUpdateAnswer,
      this.#requests.signal,
      { cart_version },
    );
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
    const categories = all && offered(this.#context.element.settings, all);
    const answered = { type: 'answered', reload, categories } as const;
    this.#context.dispatch({ type: 'update-settled', update, result: answered });
  }

  /** Continues with what an earlier page, or this one before its reload, has stored. */
  resume(): void {
    const memory = this.#memory.recall();
    if (!memory) return;
    const { settings } = this.#context.element;
    const { source, clientToken: client_token, sessionId: session_id, category } = memory;
    if (memory.coversCustomer) this.#context.dispatch({ type: 'customer-needed' });
    if (memory.stage === 'started') {
      this.#context.dispatch({ type: 'consented', source });
      return;
    }
    const wanted = wantedCategories(settings);
    if (wanted.length > 0 && !wanted.includes(category)) return;
    const answer: SessionAnswer = {
      client_token,
      ...defined({ session_id }),
      capabilities: NO_CAPABILITIES,
      payment_method_categories: [nameless(category)],
    };
    this.#store(answer, memory.expiresAt);
    this.#context.dispatch({ type: 'resumed', session: sessionOf(settings, answer), category });
  }

  /** Stores the session for the next page. */
  save(stage: Stage): void {
    const { clientToken, sessionId } = this;
    this.#memory.save({ clientToken, sessionId, stage, expiresAt: this.#expiresAt });
  }

  /** Removes everything that the browser has stored of this purchase. */
  forget(): void {
    this.#memory.forget();
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
    const session = sessionOf(element.settings, answer);
    if (session.categories.length === 0 && all && all.length > 0) {
      const about = wantedCategories(element.settings).join(' ');
      this.#context.report({ code: 'category-not-offered', phase: 'configuration', about });
    }
    this.#context.dispatch({ type: 'session-answered', run, session });
  }

  #store(answer: SessionAnswer, expiresAt: number): void {
    this.#answer = answer;
    // With a clock that is fast, the session must not expire immediately.
    this.#expiresAt = expiresAt > Date.now() ? expiresAt : Date.now() + SESSION_LIFE;
    this.stopExpiry();
    this.startExpiry();
  }
}

/** A session that no longer exists is replaced silently: nothing has been authorized in it yet. */
const isGone = (problem: Problem | undefined): boolean =>
  problem !== undefined &&
  (problem.action === 'recreate' || [404, 409, 410].includes(problem.status));
