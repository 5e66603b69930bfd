/** The options of the Tulo Payway gateway, and their check at construction. */
import type { Order } from '../gateway.js';
import { choiceOption, refuseOption, textOption, urlOption } from '../settings.js';
import { objectOf } from './json.js';
import type { TuloProduct } from './product.js';

/** Errors that Payway raises instead of going on silently. */
export type RaisedError =
  'ssn_already_taken' | 'ssn_already_set' | 'account_update' | 'delivery_address';

/** Names the account that buys. */
export type TuloIdentity =
  | { readonly grant: 'ticket'; readonly ticket: string }
  | {
      readonly grant: 'password';
      /** `organisation^email`. */
      readonly username: string;
      readonly password: string;
    }
  | { readonly grant: 'refresh_token'; readonly refreshToken: string };

export interface TuloPaywayConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'stage' | 'production';
  /** What is sold. Payway knows its price; the order's own lines do not travel. */
  readonly product: TuloProduct | ((order: Order) => TuloProduct | Promise<TuloProduct>);
  /** `v2` (default) sells to anyone; `v1` to an account that `identity` names, or to a new one. */
  readonly apiVersion?: 'v1' | 'v2';
  /** Only with `v1`: the account that buys, or `undefined` for somebody without one. */
  readonly identity?: (order: Order) => Promise<TuloIdentity | undefined>;
  /**
   * `true` keeps Klarna's data out of the account. `false` (default, as Payway's) lets a purchase fill empty
   * names, mobile number, personal number and birthday, and an address that is empty altogether. Trial orders
   * never change an account.
   */
  readonly disableAccountInfoOverwrite?: boolean;
  /** Where the purchase came from, for the publisher's statistics. */
  readonly trafficSource?: string;
  readonly raiseOn?: readonly RaisedError[];
  /** Another address of Payway. */
  readonly url?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export interface TuloPaywaySettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly product: (order: Order) => TuloProduct | Promise<TuloProduct>;
  readonly apiVersion: 'v1' | 'v2';
  readonly identity: ((order: Order) => Promise<TuloIdentity | undefined>) | undefined;
  readonly disableAccountInfoOverwrite: boolean;
  readonly trafficSource: string | undefined;
  readonly raiseOn: readonly RaisedError[];
  /** Without a slash at its end. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

export const SYSTEM = 'tulo-payway';

const URLS = {
  stage: 'https://payway-api.stage.adeprimo.se',
  production: 'https://backend.worldoftulo.com',
} as const;

const RAISED = [
  'ssn_already_taken',
  'ssn_already_set',
  'account_update',
  'delivery_address',
] as const;

export function readConfig(config: TuloPaywayConfig): TuloPaywaySettings {
  const { product, raiseOn = [], fetch = globalThis.fetch } = config;
  const environment = choiceOption(SYSTEM, 'environment', config.environment, [
    'stage',
    'production',
  ]);
  const apiVersion = choiceOption(SYSTEM, 'apiVersion', config.apiVersion ?? 'v2', ['v1', 'v2']);
  if (config.identity && apiVersion === 'v2')
    refuseOption(SYSTEM, 'identity', 'belongs to apiVersion v1; v2 sells without one');
  if (typeof product !== 'function' && !objectOf(product)['code'])
    refuseOption(SYSTEM, 'product', 'must have the code of a package or campaign');
  return {
    clientId: textOption(SYSTEM, 'clientId', config.clientId, /^\S+$/, 'give the API client id'),
    clientSecret: textOption(
      SYSTEM,
      'clientSecret',
      config.clientSecret,
      /^\S+$/,
      'give the API client secret, without spaces',
    ),
    product: typeof product === 'function' ? product : () => product,
    apiVersion,
    identity: config.identity,
    disableAccountInfoOverwrite: config.disableAccountInfoOverwrite ?? false,
    trafficSource: config.trafficSource,
    raiseOn: raiseOn.map((error) => choiceOption(SYSTEM, 'raiseOn', error, RAISED)),
    url: urlOption(SYSTEM, 'url', config.url ?? URLS[environment]).replace(/\/+$/, ''),
    fetch,
  };
}
