/** A simulated world: machines, their ledger, a payment system, a shop and its shoppers, all in one thread. */
import { setImmediate } from 'node:timers/promises';
import { createEndpoint, type TokenEndpoint } from '../../../src/server/endpoint.js';
import { handlerOf, type IncomingRequest, type Reply } from '../../../src/server/http/request.js';
import type { Seal, SealPurpose } from '../../../src/server/session/seal.js';
import type { OrderLedger } from '../../../src/server/order/ledger/ledger.js';
import { memoryLedger } from '../../../src/server/order/ledger/memory-ledger.js';
import { ENDPOINT, KEY } from '../../server/support/shop.js';
import { Browser, type Told } from './browser.js';
import { Choices, type Deviation } from './choices.js';
import { LEDGER, SHOP } from './fates.js';
import { gatewayOver, idOf, idsOf, NOTIFICATION } from './gateway.js';
import { EPOCH, Process, REGULAR_WORK, type Stage } from './machine.js';
import { plainSeal } from './plain-seal.js';
import { Schedule } from './schedule.js';
import { IDENTITY, REFERENCE, Shop } from './shop.js';
import { type SystemName, Upstream } from './upstream.js';

export interface Setup {
  readonly system: SystemName;
  readonly machines: 1 | 2 | 3;
  /** On devices of their own, with one cart. */
  readonly browsers: 1 | 2;
  /** Each order makes a customer token first, which is kept. Klarna alone. */
  readonly tokenizes?: true;
  /** No timers: a process is gone when its requests are answered and what `waitUntil` was given is done. */
  readonly onWorkers?: true;
}

export interface Sent {
  readonly from: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Machine {
  readonly name: string;
  readonly skew: number;
  starts: number;
  process: Process | undefined;
  endpoint: TokenEndpoint | undefined;
}

/** Breaks something on purpose, to see that the search finds it. */
export interface Sabotage {
  readonly ledger?: (ledger: OrderLedger) => OrderLedger;
  readonly gateway?: (gateway: ReturnType<typeof gatewayOver>) => ReturnType<typeof gatewayOver>;
  readonly seal?: (seal: Seal, purpose: SealPurpose) => Seal;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** No request takes longer than all limits of its waits together, one after the other. */
const LONGEST_ANSWER = 120 * SECOND;
/** A payment system repeats what was not taken. */
const NOTIFICATION_TRIES = 4;
const WAY = 5;

export class World implements Stage {
  readonly schedule = new Schedule();
  readonly choices: Choices;
  readonly story: string[] = [];
  readonly told: Told[] = [];
  readonly breaches: string[] = [];
  readonly shop = new Shop(() => this.schedule.now);
  readonly upstream: Upstream;
  readonly ledger: OrderLedger;
  readonly setup: Setup;
  readonly #sabotage: Sabotage;
  readonly #machines: readonly Machine[];
  /** Requests of each process that have no answer yet. */
  readonly #waiting = new Map<Process, Set<() => void>>();
  #randoms = 0;

  constructor(setup: Setup, deviations: readonly Deviation[], sabotage: Sabotage = {}) {
    this.setup = setup;
    this.#sabotage = sabotage;
    this.choices = new Choices(deviations);
    this.upstream = new Upstream(setup.system, this, (url, body, times) =>
      this.#notify(url, body, times),
    );
    const memory = memoryLedger({ now: () => EPOCH + this.schedule.now });
    this.ledger = sabotage.ledger?.(memory) ?? memory;
    this.#machines = Array.from({ length: setup.machines }, (_, index) => ({
      name: `machine ${index + 1}`,
      // Their clocks differ by an hour each.
      skew: index * HOUR,
      starts: 0,
      process: undefined,
      endpoint: undefined,
    }));
  }

  readonly tell = (line: string): void => {
    this.story.push(`${(this.schedule.now / SECOND).toFixed(3).padStart(9)} s  ${line}`);
  };

  /** From the first request until everybody has gone, then until an operator has ended what is open. */
  async live(): Promise<void> {
    for (const machine of this.#machines) this.#start(machine);
    if (this.setup.onWorkers) {
      for (let at = MINUTE; at < REGULAR_WORK; at += MINUTE) {
        this.schedule.after(at, () => this.#reconcile(this.#machines[0]));
      }
    }
    for (let number = 1; number <= this.setup.browsers; number += 1) {
      void new Browser(`browser ${number}`, this).buy();
    }
    await this.schedule.run();
    this.choices.end();
    for (const pause of [MINUTE, 70 * MINUTE, 2 * HOUR, 26 * HOUR]) {
      this.schedule.pass(pause);
      this.#reconcile(this.#machines[0]);
      await this.schedule.run();
      await this.#operate();
    }
    this.tell('all is quiet');
    void new Browser('somebody new', this).look();
    await this.schedule.run();
    await setImmediate();
  }

  #start(machine: Machine): void {
    machine.starts += 1;
    const name = machine.starts === 1 ? machine.name : `${machine.name} (start ${machine.starts})`;
    const process = new Process(name, this, machine.skew, {
      hasTimers: !this.setup.onWorkers,
      onStop: () => this.#stopped(machine, process),
      onIdle: () => this.#idle(machine, process),
    });
    machine.process = process;
    machine.endpoint = this.#endpointOn(process);
    this.#waiting.set(process, new Set());
    if (machine.starts > 1 && !this.setup.onWorkers) {
      this.tell(`${name} starts`);
      this.#reconcile(machine);
    }
  }

  #reconcile(machine: Machine | undefined): void {
    const { process, endpoint } = machine ?? {};
    const done = process?.work();
    void endpoint
      ?.reconcile()
      .catch(() => undefined)
      .then(done);
  }

  /** Workers begin anew whenever they like; here each time. */
  #idle(machine: Machine, process: Process): void {
    if (!this.setup.onWorkers) return;
    process.vanish();
    this.#start(machine);
  }

  #stopped(machine: Machine, process: Process): void {
    machine.process = undefined;
    machine.endpoint = undefined;
    for (const cut of this.#waiting.get(process) ?? []) cut();
    this.schedule.after(2 * SECOND, () => this.#start(machine));
  }

  #endpointOn(process: Process): TokenEndpoint {
    const { shop, ledger } = this;
    const { tokenizes = false } = this.setup;
    const gateway = gatewayOver(this.upstream, process, tokenizes);
    const ask = <T>(what: string, act: () => T) => process.call(what, SHOP, act);
    return createEndpoint(
      {
        gateway: this.#sabotage.gateway?.(gateway) ?? gateway,
        ledger: overProcess(ledger, process),
        endpoint: ENDPOINT,
        keys: [KEY],
        identify: () => ask('identify', () => IDENTITY),
        resolveOrder: () => ask('resolveOrder', () => shop.cart),
        onPlaced: (_, placed) =>
          ask(`onPlaced, ${placed.status}, revision ${placed.revision}`, () => shop.store(placed)),
        onUnresolved: (attempt) =>
          ask('onUnresolved', () => void shop.unresolved.set(attempt.attempt, attempt)),
        log: () => undefined,
        now: () => process.clock.now(),
      },
      {
        clock: process.clock,
        random: () => `random-${(this.#randoms += 1)}`,
        createSeal: (_, purpose) => {
          const seal = plainSeal(purpose);
          return this.#sabotage.seal?.(seal, purpose) ?? seal;
        },
      },
    );
  }

  /** `undefined` where no answer comes. */
  send(request: Sent): Promise<Reply | undefined> {
    const { schedule, choices } = this;
    const alive = this.#machines.filter(({ process }) => process && !process.isPaused);
    const [first, ...others] = alive;
    if (!first) return schedule.pause(WAY).then(() => undefined);
    const machine = choices.choose(`${request.from} is served by`, [first, ...others]);
    const fate = choices.choose(`the line of ${request.from}`, LINES);
    if (fate !== 'holds') this.tell(`${request.from}: the line of POST ${request.path} ${fate}`);
    if (fate === 'is cut on the way there') return schedule.pause(WAY).then(() => undefined);
    const { process, endpoint } = machine;
    if (!process || !endpoint) return schedule.pause(WAY).then(() => undefined);
    const done = process.work();
    const platform = {
      waitUntil(work: Promise<unknown>) {
        void work.then(process.work());
      },
    };
    return new Promise((resolve) => {
      let isAnswered = false;
      const answer = (reply: Reply | undefined) => {
        if (isAnswered) return;
        isAnswered = true;
        cancel();
        done();
        this.#waiting.get(process)?.delete(cut);
        resolve(fate === 'holds' ? reply : undefined);
      };
      const cut = () => void schedule.after(WAY, () => answer(undefined));
      this.#waiting.get(process)?.add(cut);
      const pauses = process.pauses;
      const cancel = schedule.after(LONGEST_ANSWER, () => {
        if (!process.hasPaused(pauses)) {
          this.breaches.push(`${request.from} got no answer to POST ${request.path}`);
        }
        answer(undefined);
      });
      schedule.after(WAY, () =>
        process.deliver(() => {
          void handlerOf(endpoint)(incoming(request), platform).then((reply) => {
            schedule.after(WAY, () => answer(reply));
          });
        }),
      );
    });
  }

  #notify(url: string, body: object, times: readonly number[]): void {
    const path = url.slice(ENDPOINT.length + 1);
    const from = this.upstream.system;
    const post = async (tries: number): Promise<void> => {
      const headers = { [NOTIFICATION.toLowerCase()]: JSON.stringify(body) };
      const reply = await this.send({ from, method: 'POST', path, headers, body: '{}' });
      if ((reply && reply.status < 300) || tries >= NOTIFICATION_TRIES) return;
      await this.schedule.pause(30 * SECOND * tries);
      await post(tries + 1);
    };
    for (const time of times) this.schedule.after(time, () => void post(1));
  }

  /** A person looks into the books of the payment system and ends what nobody else can. */
  async #operate(): Promise<void> {
    const [machine] = this.#machines;
    for (const [number, { systemReference, status }] of this.shop.unresolved) {
      const { system, charges } = this.upstream;
      const fitting = charges.filter(({ reference, id }) => {
        const others = [...this.shop.books.later.values()].filter(
          ({ attempt }) => attempt !== number,
        );
        return (
          reference === systemReference &&
          !others.some(({ upstream }) => idOf(system, upstream) === id)
        );
      });
      const charge = fitting.find((one) => one.status !== 'rejected');
      const resolution = charge
        ? ({ placed: { order_id: charge.id, upstream: idsOf(system, charge) } } as const)
        : ({ refused: true } as const);
      this.tell(
        `an operator ends attempt ${number} (${status}): ${charge ? charge.id : 'no charge'}`,
      );
      const done = machine?.process?.work();
      void machine?.endpoint
        ?.resolve(REFERENCE, number, resolution)
        .then(
          () => this.shop.unresolved.delete(number),
          () => undefined,
        )
        .then(done);
      await this.schedule.run();
    }
  }
}

const LINES = ['holds', 'is cut on the way there', 'is cut on the way back'] as const;

const PAGE = new Request(`${ENDPOINT}/session`);
/** By the notification that they carry; worlds resemble each other. */
const requests = new Map<string, Request>();

function requestWith(notification: string): Request {
  const known = requests.get(notification);
  if (known) return known;
  const request = new Request(PAGE.url, { headers: { [NOTIFICATION]: notification } });
  requests.set(notification, request);
  return request;
}

function incoming({ method, path, headers, body }: Sent): IncomingRequest {
  const notification = headers[NOTIFICATION.toLowerCase()];
  return {
    method,
    url: new URL(`${ENDPOINT}/${path}`),
    header: (name) => headers[name.toLowerCase()] ?? null,
    webRequest: notification === undefined ? PAGE : requestWith(notification),
    readBody: () => Promise.resolve(new TextEncoder().encode(body)),
    onGone: () => () => undefined,
  };
}

/** The ledger as one process reaches it. */
function overProcess(ledger: OrderLedger, process: Process): OrderLedger {
  const ask = async <T>(what: string, act: () => Promise<T>): Promise<T> =>
    process.call(`asks the ledger to ${what}`, LEDGER, act);
  return {
    name: 'shared',
    read: (reference) => ask('read', () => ledger.read(reference)),
    write: (change) => ask('write', () => ledger.write(change)),
    find: (key) => ask('find', () => ledger.find(key)),
    due: (limit) => ask('tell what is due', () => ledger.due(limit)),
  };
}
