/** A shopper's browser: it follows the contract, and does what shoppers do. */
import type { Reply } from '../../../src/server/http/request.js';
import { CONSENT, ENDPOINT } from '../../server/support/shop.js';
import type { World } from './world.js';

/** What a browser was told about the order, and when. */
export interface Told {
  readonly browser: string;
  readonly call: 'session' | 'order';
  /** When the request was sent, and when its answer came. */
  readonly asked: number;
  readonly at: number;
  readonly token?: string;
  /** Which of the browser's visits it was, from 1. */
  readonly visit: number;
  /** `sale`: a session that sells. Otherwise the order's status, or the code of a problem. */
  readonly word: string;
  readonly action?: string;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const SECOND = 1000;
const MOST_VISITS = 5;
const MOST_RETRIES = 3;

/** What a shopper does instead of pressing once and waiting. */
const PRESSES = [
  'presses once',
  'presses twice',
  'approves twice and presses twice',
  'presses and reloads at once',
  'presses and goes on with another device',
  'presses and never comes back',
  'changes the cart and presses',
  'presses and changes the cart',
  'waits 61 minutes and presses',
  'changes the cart, has it updated and presses',
  'changes the cart, has it updated, changes it back and presses',
] as const;
type Press = (typeof PRESSES)[number];

/** What a shopper does on the payment system's own page. */
const FINISHES = [
  'finishes',
  'finishes and does not come back',
  'fails',
  'cancels',
  'stays away',
  'finishes and says that it failed',
  'is led to a forged address before it finishes',
] as const;
type Finish = (typeof FINISHES)[number];

/** What becomes of a visit: over, begun anew, or gone on with elsewhere. */
type End = 'done' | 'again' | 'elsewhere';

export class Browser {
  readonly name: string;
  readonly #world: World;
  #cookie: string | undefined;
  #devices = 0;
  #visits = 0;

  constructor(name: string, world: World) {
    this.name = name;
    this.#world = world;
  }

  async buy(): Promise<void> {
    for (let visits = 0; visits < MOST_VISITS; visits += 1) {
      const end = await this.#visit();
      if (end === 'done') return;
      if (end === 'elsewhere') {
        // The same cart, without this browser's cookie.
        this.#devices += 1;
        this.#cookie = undefined;
      }
      // The longer nothing comes of it, the later the shopper tries again.
      await this.#world.schedule.pause(5 * SECOND * 8 ** visits);
    }
  }

  /** What the endpoint says to somebody who opens the checkout now. */
  async look(): Promise<Told | undefined> {
    const { told } = await this.#open();
    return told;
  }

  async #visit(): Promise<End> {
    this.#visits += 1;
    const { told, session } = await this.#open();
    if (!told || told.word === 'unknown' || told.action === 'retry') return 'again';
    if (session === undefined) return 'done';
    await this.#world.schedule.pause(SECOND);
    return this.#press(session);
  }

  async #open(): Promise<{ readonly told?: Told; readonly session?: string }> {
    const asked = this.#world.schedule.now;
    const answer = await this.#post('session', { locale: 'de-DE', consent: CONSENT });
    if (!answer) return {};
    const { order, session_id: id } = answer.body;
    const session = typeof id === 'string' ? id : undefined;
    const status = isObject(order) ? String(order['status']) : undefined;
    const told = this.#note({ call: 'session', asked }, answer, status ?? (session && 'sale'));
    return { told, ...(session !== undefined && { session }) };
  }

  async #press(session: string): Promise<End> {
    const { choices, tell, upstream, shop, schedule } = this.#world;
    const press = choices.choose<Press>(`${this.name} approved`, PRESSES);
    if (press !== 'presses once') tell(`${this.name} ${press}`);
    if (press.startsWith('changes the cart, has it updated')) {
      shop.changeCart();
      const isUpdated = await this.#update();
      if (press === 'changes the cart, has it updated, changes it back and presses') {
        shop.changeCart();
      } else if (!isUpdated) return 'again';
    }
    const token = upstream.approve(session);
    switch (press) {
      case 'presses once':
      case 'changes the cart, has it updated and presses':
      case 'changes the cart, has it updated, changes it back and presses':
        return this.#order(token);
      case 'presses twice': {
        const [end] = await Promise.all([this.#order(token), this.#order(token)]);
        return end;
      }
      case 'approves twice and presses twice': {
        const other = upstream.approve(session);
        const [end] = await Promise.all([this.#order(token), this.#order(other)]);
        return end;
      }
      case 'presses and reloads at once':
      case 'presses and goes on with another device':
      case 'presses and never comes back':
        void this.#order(token);
        await schedule.pause(100);
        return press === 'presses and reloads at once'
          ? 'again'
          : press === 'presses and never comes back'
            ? 'done'
            : 'elsewhere';
      case 'changes the cart and presses':
        shop.changeCart();
        return this.#order(token);
      case 'presses and changes the cart': {
        const end = this.#order(token);
        await schedule.pause(30);
        shop.changeCart();
        return end;
      }
      case 'waits 61 minutes and presses':
        await schedule.pause(61 * 60 * SECOND);
        return this.#order(token);
    }
  }

  /** Whether the session stands for the cart as it is now. */
  async #update(): Promise<boolean> {
    const answer = await this.#post('session/update', { locale: 'de-DE', consent: CONSENT });
    return answer?.status === 200;
  }

  async #order(token: string): Promise<End> {
    for (let tries = 0; tries <= MOST_RETRIES; tries += 1) {
      const asked = this.#world.schedule.now;
      const answer = await this.#post('order', { authorization_token: token });
      // Without an answer the page asks the endpoint how things stand.
      if (!answer) return 'again';
      const { status } = answer.body;
      const word = answer.status === 200 ? String(status) : undefined;
      const { action } = this.#note({ call: 'order', asked, token }, answer, word);
      if (word === 'redirect') return this.#goToPage(String(answer.body['redirect_url']));
      if (action === undefined || action === 'other_method') return 'done';
      if (action !== 'retry') return 'again';
      await this.#world.schedule.pause(3 * SECOND);
    }
    return 'again';
  }

  async #goToPage(url: string): Promise<End> {
    const { choices, tell, upstream, schedule } = this.#world;
    const charge = upstream.charges.find(({ id }) => url.endsWith(`/${id}`));
    if (!charge?.page) return 'done';
    const { success, failure, cancel } = charge.page;
    await schedule.pause(10 * SECOND);
    const finish = choices.choose<Finish>(`${this.name} is on the page of the system`, FINISHES);
    tell(`${this.name} ${finish} on the page of the system`);
    if (finish === 'is led to a forged address before it finishes') {
      await this.#send('GET', 'return/failure/forged', {});
    }
    const back = {
      finishes: success,
      'finishes and does not come back': undefined,
      fails: failure,
      cancels: cancel,
      'stays away': undefined,
      'finishes and says that it failed': failure,
      'is led to a forged address before it finishes': success,
    }[finish];
    charge.isLeft = back === failure || back === cancel;
    if (finish.includes('finishes')) upstream.finish(charge);
    if (back === undefined) return 'done';
    await this.#send('GET', back.slice(ENDPOINT.length + 1), {});
    return finish === 'fails' || finish === 'cancels' ? 'again' : 'done';
  }

  #note(
    { call, asked, token }: Pick<Told, 'call' | 'asked' | 'token'>,
    { body }: Answer,
    word: string | undefined,
  ): Told {
    const { action } = body;
    const told: Told = {
      browser: this.name,
      call,
      asked,
      at: this.#world.schedule.now,
      visit: this.#visits,
      word: word ?? String(body['code']),
      ...(token !== undefined && { token }),
      ...(word === undefined && { action: String(action) }),
    };
    this.#world.told.push(told);
    this.#world.tell(
      `${this.name} is told by POST ${call}: ${told.word}${token === undefined ? '' : ` (${token})`}`,
    );
    return told;
  }

  async #post(path: string, body: object): Promise<Answer | undefined> {
    const device = this.#devices;
    const reply = await this.#send('POST', path, body);
    if (!reply) return undefined;
    const cookie = reply.headers['Set-Cookie'];
    // A device that is not used any more keeps what it gets to itself.
    if (typeof cookie === 'string' && device === this.#devices)
      [this.#cookie] = cookie.split(';', 1);
    const text = typeof reply.body === 'string' ? reply.body : '{}';
    return { status: reply.status, body: JSON.parse(text) as Answer['body'] };
  }

  #send(method: string, path: string, body: object): Promise<Reply | undefined> {
    return this.#world.send({
      from: this.name,
      method,
      path,
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'idempotency-key': 'key',
        ...(this.#cookie !== undefined && { cookie: this.#cookie }),
      },
      body: JSON.stringify(body),
    });
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
