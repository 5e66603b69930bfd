/** The options of the PAYONE gateway, and their check at construction. */
import type { Order } from '../gateway.js';
import { choiceOption, refuseOption, textOption, urlOption } from '../settings.js';

/** PAYONE's name for one of Klarna's products: instalments, invoice, direct debit, bank transfer. */
export type FinancingType = 'KIS' | 'KIV' | 'KDD' | 'KBT';

export interface PayoneConfig {
  /** Merchant id, 5 or 6 digits. */
  readonly mid: string;
  /** Payment portal id, 7 digits. */
  readonly portalid: string;
  /** Sub-account id, 5 digits. */
  readonly aid: string;
  /** The portal's key, as the PMI shows it. Only its hash leaves this process. */
  readonly key: string;
  readonly mode: 'test' | 'live';
  /** Klarna's product where the order names no category. PAYONE opens a session for one product. */
  readonly financingType: FinancingType;
  /**
   * What Klarna's category `pay_now` is: direct debit or bank transfer. Default: `financingType` where that
   * is one of them, else `KDD`; for companies, to whom direct debit is not sold, always `KBT`.
   */
  readonly payNow?: 'KDD' | 'KBT';
  /** How the key is hashed, here and in notifications, as set in the PMI. Default `sha384`. */
  readonly hash?: 'sha384' | 'md5';
  /** `preauthorization` (default) reserves and is captured later; `authorization` takes the money at once. */
  readonly request?: 'preauthorization' | 'authorization';
  /** Default `3.11`, the first that knows the status `PENDING`. */
  readonly apiVersion?: string;
  /** Where PAYONE sells Klarna. Default AT, CH, DE, DK, FI, NL, NO, SE. */
  readonly countries?: readonly string[];
  /** The shop system's name and version, which PAYONE likes to know. */
  readonly solution?: { readonly name: string; readonly version: string };
  /** Text on the shopper's account statement, at most 81 characters. */
  readonly narrativeText?: (order: Order) => string | undefined;
  /** Klarna's extra merchant data, where your contract asks for it; sent as Base64 JSON. */
  readonly merchantData?: (order: Order) => object | undefined;
  /** Default `https://api.pay1.de/post-gateway/`, for test and live alike. */
  readonly url?: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** The checked options, with every default in place. */
export type PayoneSettings = Required<
  Pick<
    PayoneConfig,
    | 'mid'
    | 'portalid'
    | 'aid'
    | 'key'
    | 'mode'
    | 'financingType'
    | 'payNow'
    | 'hash'
    | 'request'
    | 'apiVersion'
    | 'countries'
    | 'url'
    | 'fetch'
  >
> &
  Pick<PayoneConfig, 'solution' | 'narrativeText' | 'merchantData'>;

export const SYSTEM = 'payone';

const FINANCING_TYPES = ['KIS', 'KIV', 'KDD', 'KBT'] as const;
const COUNTRIES = ['AT', 'CH', 'DE', 'DK', 'FI', 'NL', 'NO', 'SE'];

export function readConfig(config: PayoneConfig): PayoneSettings {
  const { countries = COUNTRIES, url = 'https://api.pay1.de/post-gateway/' } = config;
  if (!countries.length || !countries.every((country) => /^[A-Z]{2}$/.test(country)))
    refuseOption(SYSTEM, 'countries', 'must list two-letter codes such as DE');
  const { fetch = globalThis.fetch, ...rest } = config;
  return {
    ...rest,
    mid: textOption(SYSTEM, 'mid', config.mid, /^\d{5,6}$/, 'give the merchant id, 5 or 6 digits'),
    portalid: textOption(
      SYSTEM,
      'portalid',
      config.portalid,
      /^\d{7}$/,
      'give the portal id, 7 digits',
    ),
    aid: textOption(SYSTEM, 'aid', config.aid, /^\d{5}$/, 'give the sub-account id, 5 digits'),
    key: textOption(
      SYSTEM,
      'key',
      config.key,
      /^\S+$/,
      'give the portal key from the PMI, without spaces',
    ),
    mode: choiceOption(SYSTEM, 'mode', config.mode, ['test', 'live']),
    financingType: choiceOption(SYSTEM, 'financingType', config.financingType, FINANCING_TYPES),
    payNow: choiceOption(SYSTEM, 'payNow', config.payNow ?? payNowOf(config), ['KDD', 'KBT']),
    hash: choiceOption(SYSTEM, 'hash', config.hash ?? 'sha384', ['sha384', 'md5']),
    request: choiceOption(SYSTEM, 'request', config.request ?? 'preauthorization', [
      'preauthorization',
      'authorization',
    ]),
    apiVersion: textOption(
      SYSTEM,
      'apiVersion',
      config.apiVersion ?? '3.11',
      /^\d+\.\d+$/,
      'give a version such as 3.11',
    ),
    countries,
    url: urlOption(SYSTEM, 'url', url),
    fetch,
  };
}

function payNowOf({ financingType }: PayoneConfig): 'KDD' | 'KBT' {
  return financingType === 'KBT' ? 'KBT' : 'KDD';
}

/** Klarna's categories as PAYONE's products. */
const BY_CATEGORY: Readonly<Record<string, FinancingType>> = {
  pay_later: 'KIV',
  pay_over_time: 'KIS',
  direct_debit: 'KDD',
  direct_bank_transfer: 'KBT',
};

export function financingTypeOf(settings: PayoneSettings, order: Order): FinancingType {
  if (order.category === 'pay_now')
    return order.customerType === 'organization' ? 'KBT' : settings.payNow;
  return BY_CATEGORY[order.category ?? ''] ?? settings.financingType;
}
