/**
 * Client tokens as Klarna's API hands them out: a JWT whose payload tells the SDK what to do.
 *
 * No DOM, so that a shop server can make tokens for the simulator too.
 */
import { isRecord } from './arguments.js';
import { uuid } from './uuid.js';

/** The SDK build that the simulator stands for; `version` claims newer than it ask for another build. */
export const SIMULATED_BUILD = 2173;

/** A switch that Klarna turned on for this session. */
export interface Experiment {
  readonly name: string;
  readonly variate: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The payload of a client token, as seen in a playground token. */
export interface ClientTokenClaims {
  readonly session_id: string;
  /** Where Klarna's frames come from. The simulator checks the host as the SDK does, and requests nothing. */
  readonly base_url: string;
  readonly design: string;
  /** ISO 639-1. */
  readonly language: string;
  /** ISO 3166-1 alpha-2. */
  readonly purchase_country: string;
  /** ISO 4217. Only the simulator's own pages use it, to write the amount. */
  readonly purchase_currency?: string;
  readonly environment: 'playground' | 'production';
  readonly merchant_name: string;
  readonly session_type: string;
  /** Where telemetry goes. The simulator posts only to a loopback host or the page's own origin. */
  readonly client_event_base_url?: string;
  readonly scheme: boolean;
  readonly experiments: readonly Experiment[];
  readonly region: string;
  /** Minor units. */
  readonly order_amount: number;
  readonly offering_opts: number;
  readonly oo: string;
  readonly version?: string;
}

/**
 * How the SDK works with a session: everything in frames, the decision in a popup, or a static block with
 * Klarna's purchase flow on top of it.
 */
export type SdkMode = 'iframe' | 'popup' | 'static';

const EXPERIMENTS: Readonly<Record<SdkMode, readonly Experiment[]>> = {
  iframe: [],
  popup: [{ name: 'kp-client-popup-purchase-flow', variate: 'variate-1' }],
  static: [
    { name: 'kp-client-utopia-flow', variate: 'variate-1' },
    { name: 'kp-client-utopia-static-widget', variate: 'index', parameters: { dynamic: 'true' } },
  ],
};

/** The experiments that put the SDK into a mode; the value of the `experiments` claim. */
export function experimentsFor(mode: SdkMode): readonly Experiment[] {
  return EXPERIMENTS[mode];
}

function base64url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Makes a client token for the simulator. It decodes like a real one and is not signed: Klarna's SDK does not
 * check signatures, and nobody else should accept it.
 *
 * @param claims what differs from an ordinary Swedish playground session
 */
export function createClientToken(claims: Partial<ClientTokenClaims> = {}): string {
  const payload: ClientTokenClaims = {
    session_id: uuid(),
    base_url: 'https://js.playground.klarna.com/eu/kp',
    design: 'klarna',
    language: 'en',
    purchase_country: 'SE',
    environment: 'playground',
    merchant_name: 'Test shop',
    session_type: 'PAYMENTS',
    client_event_base_url: 'https://eu.playground.klarnaevt.com',
    scheme: true,
    experiments: [],
    region: 'eu',
    order_amount: 10_000,
    offering_opts: 0,
    oo: '0',
    version: `v1.10.0-${SIMULATED_BUILD}-simulated`,
    ...claims,
  };
  const header = { alg: 'RS256', kid: 'klarna-simulator' };
  return [JSON.stringify(header), JSON.stringify(payload), 'not signed: made by the simulator']
    .map(base64url)
    .join('.');
}

/** The payload of a token, or `undefined` when it cannot be decoded. The signature is not looked at. */
export function decodeClientToken(token: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof token !== 'string') return undefined;
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
