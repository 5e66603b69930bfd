/** Sends one signed message to CyberSource and reads its answer. */
import type { Trace } from '../../http/trace.js';
import type { GatewayProblem, Log } from '../gateway.js';
import { problem } from '../../problems.js';
import { askUpstream, NoReply } from '../exchange.js';
import type { Stakes } from '../upstream-problems.js';
import { unanswered } from '../upstream-problems.js';
import type { CyberSourceSettings } from './config.js';
import { SYSTEM } from './config.js';
import { klarnaField } from './customer.js';
import { signedEnvelope } from './envelope.js';
import { faultProblem, refusalOf } from './errors.js';
import type { CyberSourceReply } from './reply.js';
import { readReply, SoapFault } from './reply.js';
import type { RequestMessage } from './request.js';
import { requestMessage } from './request.js';
import { XmlCharacterError } from './xml.js';

export interface Call {
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
  readonly trace?: Trace | undefined;
}

/** The reply; a refusal is thrown as the problem that it means. */
export async function send(
  settings: CyberSourceSettings,
  message: RequestMessage,
  stakes: Stakes,
  call: Call,
): Promise<CyberSourceReply> {
  const envelope = writeEnvelope(settings, message);
  const reply = await exchange(settings, envelope, message, stakes, call);
  const service = message.service.replace(/Service$/, 'Reply');
  const refusal = refusalOf(reply, service, stakes, call.log);
  if (refusal) throw refusal;
  return reply;
}

function writeEnvelope(settings: CyberSourceSettings, message: RequestMessage): string {
  try {
    return signedEnvelope(requestMessage(settings, message), settings.signer);
  } catch (cause) {
    throw cause instanceof XmlCharacterError ? forbiddenCharacter(cause) : cause;
  }
}

/** A control character in a name or address is the shopper's to mend, elsewhere the shop's. */
function forbiddenCharacter(cause: XmlCharacterError): GatewayProblem {
  const path = cause.path.slice(cause.path.indexOf('requestMessage') + 1).join('/');
  const field = klarnaField(path);
  const detail = `${path} holds a character that CyberSource cannot take.`;
  return field
    ? problem('invalid_customer', { detail, invalidFields: [field] })
    : problem('invalid_order', { detail });
}

async function exchange(
  settings: CyberSourceSettings,
  body: string,
  message: RequestMessage,
  stakes: Stakes,
  { signal, log, trace }: Call,
): Promise<CyberSourceReply> {
  try {
    // The XML parser takes longer to load than everything else here: it comes when CyberSource is spoken to,
    // and before anything is sent, so that no answer arrives that cannot be read.
    const { readXml } = await import('./read-xml.js');
    const answer = await askUpstream({
      fetch: settings.fetch,
      url: settings.url,
      headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"runTransaction"' },
      body,
      signal,
      trace,
    });
    // A SOAP fault comes with status 500, so that the body is read whatever the status says.
    const fine = answer.status === 200 || answer.status === 500;
    if (!fine) throw new NoReply(`HTTP status ${answer.status}.`, true);
    const reply = readReply(readXml(answer.text));
    if (reply.merchantReferenceCode !== message.merchantReferenceCode)
      throw new NoReply('The reply belongs to another request.', true);
    return reply;
  } catch (cause) {
    if (cause instanceof SoapFault) throw faultProblem(cause, stakes, log);
    throw unanswered(SYSTEM, stakes, cause, log);
  }
}
