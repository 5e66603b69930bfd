/** What is sold, and the rules that Payway has for periods and dates. */
import { problem } from '../../problems.js';
import { objectOf, textOf } from './json.js';

export interface TuloProduct {
  /** Code of a package or campaign, such as `adeprimo_digital`. */
  readonly code: string;
  /** `limited` ends by itself. Campaigns are always `recurring`. `v1` insists on it, `v2` takes a period id too. */
  readonly periodType?: 'limited' | 'recurring';
  /** A payment period's id, 24 hexadecimal digits. Trial orders need it. */
  readonly periodId?: string;
  /** `YYYY-MM-DD`, today in Sweden or later. Default: at once. */
  readonly startDate?: string;
  /** A trial order: nothing is paid now, so that Klarna offers direct debit only. */
  readonly trial?: boolean;
  /** The code is a campaign's: its period type is `recurring`, whether said or not. */
  readonly campaign?: boolean;
}

/** The product as `create_session` takes it. A product that Payway would refuse is the shop's mistake. */
export function productParameters(
  product: TuloProduct,
  apiVersion: 'v1' | 'v2',
  now: number,
): Record<string, string> {
  const flaw = flawOf(product, apiVersion, now);
  if (flaw) throw problem('misconfigured', { detail: `product: ${flaw}` });
  const { code, periodId, startDate } = product;
  const periodType = periodTypeOf(product);
  return {
    code,
    ...(periodType && { period_type: periodType }),
    ...(periodId && { period_id: periodId }),
    ...(startDate && { start_date: startDate }),
  };
}

const periodTypeOf = ({ periodType, campaign }: TuloProduct): TuloProduct['periodType'] =>
  campaign ? (periodType ?? 'recurring') : periodType;

function flawOf(product: TuloProduct, apiVersion: 'v1' | 'v2', now: number): string | undefined {
  // What a function of the shop returns is anything at run time.
  if (!textOf(objectOf(product)['code'])?.trim()) return 'code is missing.';
  const { periodId, startDate, trial, campaign } = product;
  const periodType = periodTypeOf(product);
  if (periodType && !['limited', 'recurring'].includes(periodType))
    return 'periodType must be limited or recurring.';
  if (apiVersion === 'v1' && !periodType) return 'v1 needs periodType.';
  if (!periodType && !periodId) return 'v2 needs periodType or periodId.';
  if (campaign && periodType === 'limited') return 'a campaign is always recurring.';
  if (trial && !periodId) return 'a trial order needs periodId.';
  if (periodId && !/^[0-9a-f]{24}$/.test(periodId))
    return 'periodId must be 24 hexadecimal digits, nothing else.';
  if (startDate === undefined) return undefined;
  if (!isDate(startDate)) return 'startDate must be a day that exists, as YYYY-MM-DD.';
  return startDate < todayInSweden(now) ? 'startDate must be today or later.' : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Payway sells in Sweden: shortly before midnight UTC it is already tomorrow there. */
function todayInSweden(now: number): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}
