/**
 * The SOAP envelope with its signature: WS-Security 1.0, an X.509 token, and the body signed with
 * RSA-SHA256. CyberSource has accepted nothing else since September 2025.
 */
import type { KeyObject } from 'node:crypto';
import { createHash, sign } from 'node:crypto';
import { canonical, element, type Namespace, type XmlElement } from './xml.js';

/** What signs a request: the merchant's key, and the certificate that CyberSource knows it by. */
export interface Signer {
  readonly privateKey: KeyObject;
  /** The certificate itself, in DER. */
  readonly certificate: Buffer;
}

const soap: Namespace = { prefix: 'soap', uri: 'http://schemas.xmlsoap.org/soap/envelope/' };
const ds: Namespace = { prefix: 'ds', uri: 'http://www.w3.org/2000/09/xmldsig#' };
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const wsse: Namespace = { prefix: 'wsse', uri: `${WSS}wssecurity-secext-1.0.xsd` };
const wsu: Namespace = { prefix: 'wsu', uri: `${WSS}wssecurity-utility-1.0.xsd` };

const X509 = `${WSS}x509-token-profile-1.0#X509v3`;
const BASE64 = `${WSS}soap-message-security-1.0#Base64Binary`;
/** CyberSource's own page prints it once without `2001/`. */
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

const BODY_ID = 'Body';
const TOKEN_ID = 'X509Token';

/** The whole message, ready to be posted. */
export function signedEnvelope(request: XmlElement, signer: Signer): string {
  const body = canonical({
    name: 'Body',
    namespace: soap,
    attributes: [{ name: 'Id', value: BODY_ID, namespace: wsu }],
    children: [request],
  });
  const signedInfo = signedInfoOf(body);
  const value = sign('sha256', Buffer.from(canonical(signedInfo), 'utf8'), signer.privateKey);
  const header = canonical({
    name: 'Header',
    namespace: soap,
    children: [security(signedInfo, value.toString('base64'), signer.certificate)],
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${soap.uri}">${header}${body}</soap:Envelope>`;
}

function signedInfoOf(body: string): XmlElement {
  const digest = createHash('sha256').update(body, 'utf8').digest('base64');
  return element(ds, 'SignedInfo', [
    algorithm('CanonicalizationMethod', EXCLUSIVE),
    algorithm('SignatureMethod', RSA_SHA256),
    element(
      ds,
      'Reference',
      [
        element(ds, 'Transforms', [algorithm('Transform', EXCLUSIVE)]),
        algorithm('DigestMethod', SHA256),
        element(ds, 'DigestValue', [digest]),
      ],
      { URI: `#${BODY_ID}` },
    ),
  ]);
}

function security(signedInfo: XmlElement, signature: string, certificate: Buffer): XmlElement {
  const token: XmlElement = {
    name: 'BinarySecurityToken',
    namespace: wsse,
    attributes: [
      { name: 'EncodingType', value: BASE64 },
      { name: 'ValueType', value: X509 },
      { name: 'Id', value: TOKEN_ID, namespace: wsu },
    ],
    children: [certificate.toString('base64')],
  };
  const reference = element(wsse, 'Reference', [], { URI: `#${TOKEN_ID}`, ValueType: X509 });
  return {
    name: 'Security',
    namespace: wsse,
    attributes: [{ name: 'mustUnderstand', value: '1', namespace: soap }],
    children: [
      token,
      element(ds, 'Signature', [
        signedInfo,
        element(ds, 'SignatureValue', [signature]),
        element(ds, 'KeyInfo', [element(wsse, 'SecurityTokenReference', [reference])]),
      ]),
    ],
  };
}

function algorithm(name: string, uri: string): XmlElement {
  return element(ds, name, [], { Algorithm: uri });
}
