/** Finds the answer in CyberSource's SOAP replies. */
import type { ReadElement } from './read-xml.js';
import { NAMESPACE } from './request.js';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

export interface CyberSourceReply {
  /** 22 digits, as text: no number could hold them. */
  readonly requestID: string;
  readonly merchantReferenceCode: string | undefined;
  readonly decision: string;
  readonly reasonCode: string;
  /** Paths such as `billTo/city`, without prefixes. */
  readonly missingFields: readonly string[];
  readonly invalidFields: readonly string[];
  /** A member of the reply of a service, such as `status` of `apSessionsReply`. */
  get(service: string, name: string): string | undefined;
}

/** A SOAP fault: the request was refused before its content was read. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    super(`SOAP fault ${code}`);
    this.code = code;
    this.reason = reason;
  }
}

/** Throws a {@link SoapFault}, or an error where there is no reply to be found. */
export function readReply(document: ReadElement): CyberSourceReply {
  const content = document.name === 'replyMessage' ? document : contentOf(document);
  if (content?.name === 'Fault' && content.namespace === SOAP) throw faultOf(content);
  // CyberSource's documents print replies without an envelope, and with the namespace declared but unused.
  const isOurs = content?.namespace === '' || content?.namespace.startsWith(NAMESPACE);
  if (content?.name !== 'replyMessage' || !isOurs)
    throw new Error('There is no replyMessage of CyberSource.');
  return replyOf(content);
}

function contentOf(envelope: ReadElement): ReadElement | undefined {
  const body = envelope.name === 'Envelope' ? childOf(envelope, 'Body') : undefined;
  if (!body || envelope.namespace !== SOAP) throw new Error('The reply is no SOAP envelope.');
  return body.children[0];
}

function replyOf(message: ReadElement): CyberSourceReply {
  const text = (name: string) => childOf(message, name)?.text;
  const requestID = text('requestID');
  const decision = text('decision')?.toUpperCase();
  const reasonCode = text('reasonCode');
  if (!requestID || !/^\d+$/.test(requestID) || !decision || !reasonCode)
    throw new Error('The reply lacks requestID, decision or reasonCode.');
  return {
    requestID,
    decision,
    reasonCode,
    merchantReferenceCode: text('merchantReferenceCode'),
    missingFields: pathsOf(message, 'missingField'),
    invalidFields: pathsOf(message, 'invalidField'),
    get: (service, name) => {
      const reply = childOf(message, service);
      return (reply && childOf(reply, name)?.text) || undefined;
    },
  };
}

/** `c:billTo/c:city` as `billTo/city`. */
function pathsOf(message: ReadElement, name: string): string[] {
  return message.children
    .filter((child) => child.name === name && child.namespace === message.namespace)
    .map((child) =>
      child.text
        .split('/')
        .map((step) => step.replace(/^[\w.-]+:/, ''))
        .join('/'),
    );
}

/** The members of a SOAP 1.1 fault are in no namespace. */
function faultOf(fault: ReadElement): SoapFault {
  const text = (name: string) => fault.children.find((child) => child.name === name)?.text ?? '';
  return new SoapFault(text('faultcode'), text('faultstring'));
}

function childOf(element: ReadElement, name: string): ReadElement | undefined {
  return element.children.find(
    (child) => child.name === name && child.namespace === element.namespace,
  );
}
