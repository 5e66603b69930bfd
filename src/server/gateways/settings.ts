/** Checks of a gateway's options, at construction: an error names the option and its cure, never the value. */
import { parseUrl } from '../contract/allowed-hosts.js';

export class ConfigurationError extends TypeError {
  override readonly name = 'ConfigurationError';
}

export function refuseOption(system: string, option: string, cure: string): never {
  throw new ConfigurationError(`${system}: option "${option}" ${cure}`);
}

/** A text that is there, has no white space around it, and fits `pattern`. */
export function textOption(
  system: string,
  option: string,
  value: unknown,
  pattern: RegExp,
  cure: string,
): string {
  if (typeof value !== 'string' || value === '')
    refuseOption(system, option, `is missing: ${cure}`);
  if (!pattern.test(value)) refuseOption(system, option, `does not fit: ${cure}`);
  return value;
}

/** One of a closed list. */
export function choiceOption<Choice extends string>(
  system: string,
  option: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  return choice ?? refuseOption(system, option, `must be one of ${choices.join(', ')}`);
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An upstream address: `https:`, or `http:` on this machine only. */
export function urlOption(system: string, option: string, value: string): string {
  const url = parseUrl(value);
  const safe =
    url && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)));
  if (!safe) refuseOption(system, option, 'must be an https: address');
  if (url.username || url.password) refuseOption(system, option, 'must not hold credentials');
  return url.href;
}
