/** The report as people read it: what is missed first, then every figure with what stands beside it. */
import type { Conditions } from './conditions.js';
import { isMissed, type Figure, type Unit, type Value } from './figure.js';

export interface Report {
  readonly conditions: Conditions;
  /** Seconds that the bench took. */
  readonly took: number;
  readonly missed: readonly string[];
  readonly figures: readonly Figure[];
}

function amount(value: number, unit: Unit): string {
  if (unit === 'B') return `${value.toLocaleString('en')} B`;
  const digits = unit === 'shift' ? value.toFixed(4) : String(Number(value.toPrecision(3)));
  return unit === '' ? digits : unit === '×' ? `${digits} ×` : `${digits} ${unit}`;
}

function withSpread({ value, unit, spread }: Value): string {
  if (!spread) return amount(value, unit);
  const { low, high } = spread;
  return `${amount(value, unit)} (${Number(low.toPrecision(3))}–${Number(high.toPrecision(3))})`;
}

function limitOf({ limit, unit }: Figure): string {
  if (!limit) return '';
  return 'most' in limit ? `≤ ${amount(limit.most, unit)}` : `≥ ${amount(limit.least, unit)}`;
}

const mark = (figure: Figure): string =>
  figure.limit ? (isMissed(figure) ? '✗ missed' : '✓') : '';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table alone. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const beside =
      figure.beside?.map((one) => `${one.name}: ${withSpread(one)}`).join('<br>') ?? '';
    const cells = [figure.title, withSpread(figure), limitOf(figure), mark(figure), beside];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  const notes = figures.filter(({ note }) => note).map(({ title, note }) => `- ${title}: ${note}`);
  return [
    '| Figure | Measured | Must be | | Beside it |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...notes,
  ].join('\n');
}

export function conditionsOf({ conditions, took }: Report): string {
  const { date, commit, cpu, cores, memory, system, load, node, chromium, lit } = conditions;
  return (
    `Measured on ${date} at commit ${commit}, on ${cpu}, ${cores} cores, ${memory} GiB, ${system}; load ${load} at the start. ` +
    `Node ${node}, Chromium ${chromium}, Lit ${lit}. The bench took ${took} s.`
  );
}

export function markdownOf(report: Report): string {
  const { figures } = report;
  const missed = figures.filter(isMissed);
  const first = missed.length
    ? [
        `**${missed.length} of ${figures.filter(({ limit }) => limit).length} figures are missed:**`,
        '',
        ...missed.map((one) => `- ${one.title}: ${withSpread(one)}, must be ${limitOf(one)}`),
      ]
    : ['No figure is missed.'];
  return [
    '# Bench',
    '',
    ...first,
    '',
    conditionsOf(report),
    '',
    'Values of several runs are medians; in brackets the middle half of the runs.',
    '',
    tableOf(figures),
    '',
  ].join('\n');
}
