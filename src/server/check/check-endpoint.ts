/**
 * Holds a running backend, in whatever language, against the contract: the minimum first, then each
 * capability that it claims. It pays nothing: the tokens that it sends are none of Klarna's.
 */
import { checkCancel, checkOrder, checkUpdate } from './check-capabilities.js';
import { checkProtection, checkSession } from './check-session.js';
import type { Finding } from './findings.js';
import { createVisitor } from './visit.js';

export interface CheckOptions {
  /** As in the element's attribute, but absolute; may hold `{call}`. */
  readonly endpoint: string;
  /** Sent with each call: the cookie of a filled cart, a CSRF token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default `en-DE`. */
  readonly locale?: string;
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch;
}

export async function checkEndpoint(options: CheckOptions): Promise<readonly Finding[]> {
  const visitor = createVisitor(options.endpoint, options.headers ?? {}, options.fetch ?? fetch);
  const findings: Finding[] = [];
  const body = {
    locale: options.locale ?? 'en-DE',
    consent: { source: 'prompt', text_version: 'check' },
  };
  try {
    const opened = await checkSession(visitor, body, findings);
    if (!opened) return findings;
    const { session } = opened;
    await checkProtection(visitor, opened.body, findings);
    await checkUpdate(visitor, opened.body, session.capabilities, findings);
    await checkCancel(visitor, session.capabilities, findings);
    await checkOrder(visitor, session.capabilities, findings);
  } catch (error) {
    findings.push({
      call: 'network',
      verdict: 'breaks',
      what: `no answer came (${error instanceof Error ? reasonOf(error) : 'unknown'})`,
      cure: 'Is the server running, and is this its address?',
    });
  }
  return findings;
}

const reasonOf = (error: Error): string =>
  error.cause instanceof Error ? error.cause.message : error.message;
