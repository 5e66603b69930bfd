/** What the simulator's tests share: an installed simulator, a container, fake time, and a record of what came back. */
import { useFakeTimers, type SinonFakeTimers } from 'sinon';
import {
  createClientToken,
  installKlarnaSimulator,
  type ClientTokenClaims,
  type KlarnaSimulator,
  type SimulatorOptions,
} from '../../../src/simulator/index.js';

type Callable = (...args: unknown[]) => unknown;
export type Namespace = Record<string, Callable>;

let clock: SinonFakeTimers | undefined;
let simulator: KlarnaSimulator | undefined;

/** Installs the simulator under a fake clock. */
export function install(options: SimulatorOptions = {}): KlarnaSimulator {
  clock ??= useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  simulator = installKlarnaSimulator(options);
  return simulator;
}

/** Puts everything back. */
export function tearDown(): void {
  simulator?.uninstall();
  clock?.restore();
  simulator = clock = undefined;
  for (const node of [...document.body.querySelectorAll('[data-stage]')]) node.remove();
  document.documentElement.className = document.body.className = '';
}

export const klarna = (namespace = 'Payments'): Namespace =>
  (window as unknown as { Klarna: Record<string, Namespace> }).Klarna[namespace]!;

/** Calls a function of `Klarna.Payments` by name. */
export const call = (name: string, ...args: unknown[]): unknown => klarna()[name]!(...args);

export const init = (claims: Partial<ClientTokenClaims> = {}): unknown =>
  call('init', { client_token: createClientToken(claims) });

export function container(id = 'c'): HTMLElement {
  const element = document.createElement('div');
  element.id = id;
  element.dataset['stage'] = '';
  document.body.append(element);
  return element;
}

const task = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Real tasks, without any fake time going by: frames load in them. */
export async function tasks(count = 12): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) await task();
}

/** Lets fake time pass, with real tasks in between, so that frames can load. */
export async function pass(ms: number): Promise<void> {
  const steps = Math.min(20, Math.max(1, Math.ceil(ms / 25)));
  for (let step = 0; step < steps; step += 1) {
    await tasks();
    clock?.tick(ms / steps);
  }
  await tasks(2);
}

/** A callback that keeps what it gets. */
export interface Recorder {
  (...args: unknown[]): void;
  readonly calls: unknown[][];
}

export function recorder(also: () => void = () => undefined): Recorder {
  const calls: unknown[][] = [];
  return Object.assign(
    (...args: unknown[]) => {
      calls.push(args);
      also();
    },
    { calls },
  );
}

/** What a call threw. */
export function thrown(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Loads a widget and waits until it stands, overlay included. */
export async function loaded(
  options: Record<string, unknown> = {},
  data: unknown = {},
): Promise<Recorder> {
  const answer = recorder();
  call('load', { container: '#c', payment_method_category: 'pay_later', ...options }, data, answer);
  await pass(1000);
  return answer;
}

export const frame = (name = 'pay-later', part = 'main'): HTMLIFrameElement | null =>
  document.querySelector<HTMLIFrameElement>(`iframe#klarna-${name}-${part}`);

export const PAY_LATER = { payment_method_category: 'pay_later' };
