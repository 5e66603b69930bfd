/** What the endpoint writes into the shop's log. */
import type { Log } from './gateways/gateway.js';
import { redact } from './gateways/redact.js';

export const consoleLog: Log = (level, message, fields) => {
  console[level](JSON.stringify({ level, message, ...fields }));
};

/** The same log, which never throws: a line that it does not take goes to the console. */
export function safeLog(log: Log): Log {
  // A log may be an async function, though nobody waits for it.
  const write: (...line: Parameters<Log>) => unknown = log;
  return (...line) => {
    try {
      const written = write(...line);
      if (written instanceof Promise) {
        written.catch(() => {
          consoleLog(...line);
        });
      }
    } catch {
      consoleLog(...line);
    }
  };
}

/** The same log with these fields on each line. */
export function logWith(log: Log, common: Readonly<Record<string, string>>): Log {
  return (level, message, fields) => {
    log(level, message, { ...common, ...fields });
  };
}

/** How many causes of causes are logged. */
const MOST_CAUSES = 3;

/**
 * Name, message and stack of an error and of its causes. Messages are redacted, since a shop's own errors quote
 * what they choked on; the frames of a stack name files and functions only.
 */
export function describeError(error: unknown, causes = MOST_CAUSES): string {
  if (!(error instanceof Error)) return `thrown: ${redact(String(error))}`;
  const { name, message, stack = '', cause } = error;
  // The stack begins with the message, which can have lines that look like frames.
  const frames = stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const own = [`${name}: ${redact(message)}`, ...frames].join('\n');
  return cause === undefined || causes === 0
    ? own
    : `${own}\ncaused by ${describeError(cause, causes - 1)}`;
}
