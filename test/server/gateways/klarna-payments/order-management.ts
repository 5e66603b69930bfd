/**
 * Klarna's Order Management and Customer Token API as their documents describe them, on this machine.
 *
 * Bodies are held against the members and limits that Klarna documents, which stand here as facts, and
 * against Klarna's own description where `KLARNA_ORDER_MANAGEMENT_OPENAPI` names a copy of it.
 */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { after } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { serve } from '../../../harness/loopback.js';
import { klarnaPayments } from '../../../../src/server/index.js';

const USERNAME = 'klarna_test_client';
const PASSWORD = 'pass:wörd';

/** Largest values and lengths of what we send; a member that is not here is a mistake of ours. */
const BODIES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  captures: {
    captured_amount: 200_000_000,
    reference: 255,
    description: 255,
    order_lines: 1000,
    shipping_info: 500,
    shipping_delay: Number.MAX_SAFE_INTEGER,
  },
  refunds: { refunded_amount: 200_000_000, reference: 255, description: 255, order_lines: 1000 },
  order: {
    purchase_currency: 3,
    order_amount: Number.MAX_SAFE_INTEGER,
    order_tax_amount: Number.MAX_SAFE_INTEGER,
    order_lines: 1000,
    merchant_reference1: 255,
    merchant_urls: 2,
  },
};

interface Schema {
  properties?: Record<string, { enum?: string[] }>;
  additionalProperties?: boolean;
}

/** Klarna's own description, where there is a copy. */
const described = process.env['KLARNA_ORDER_MANAGEMENT_OPENAPI'];
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
if (described !== undefined) {
  const openApi = parse(readFileSync(described, 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };
  const { schemas } = openApi.components;
  for (const schema of Object.values(schemas))
    if (schema.properties) schema.additionalProperties = false;
  // The description writes the permitted types as one text with bars in it.
  const type = schemas['order_line']?.properties?.['type'];
  if (type?.enum) type.enum = type.enum.flatMap((value) => value.split('|'));
  ajv.addSchema(openApi, 'orders');
}
const DESCRIBED: Readonly<Record<string, string>> = {
  captures: 'CaptureObject',
  refunds: 'RefundObject',
};

/** Why Klarna's own description was not asked, or `undefined` when it was. */
export const notDescribed =
  described === undefined
    ? 'KLARNA_ORDER_MANAGEMENT_OPENAPI names no copy of Klarna’s description'
    : undefined;

export function faultsOf(kind: string, body: Readonly<Record<string, unknown>>): string[] {
  const facts = BODIES[kind] ?? {};
  const faults = Object.entries(body).flatMap(([member, value]) => {
    const most = facts[member];
    if (most === undefined) return [`${kind}: ${member} is unknown`];
    const size =
      typeof value === 'number'
        ? value
        : typeof value === 'string'
          ? value.length
          : Object.keys(value as object).length;
    return size > most ? [`${kind}: ${member} is over ${most}`] : [];
  });
  const schema = DESCRIBED[kind];
  const validate =
    schema !== undefined && described !== undefined
      ? ajv.getSchema(`orders#/components/schemas/${schema}`)
      : undefined;
  if (validate && !validate(body)) faults.push(ajv.errorsText(validate.errors));
  return faults;
}

interface Booked {
  readonly id: string;
  readonly amount: number;
  readonly reference: string | undefined;
}

export interface StoredOrder {
  status: string;
  fraud_status: string;
  readonly order_amount: number;
  readonly merchant_reference1: string;
  readonly captures: Booked[];
  readonly refunds: Booked[];
  released: boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: Record<string, unknown>;
}

export interface OrderManagement {
  readonly gateway: ReturnType<typeof klarnaPayments>;
  readonly orders: Map<string, StoredOrder>;
  readonly asked: Asked[];
  readonly faults: string[];
  /** Orders that were charged to a customer token, by their reference. */
  readonly charged: Map<string, string>;
  /** The next request whose method and path match does this with its answer, having acted or not. */
  readonly intercept: (
    pattern: RegExp,
    fault: 'cut before' | 'cut after' | 'fault' | 'refuse',
  ) => void;
}

export const newOrder = (changes: Partial<StoredOrder> = {}): StoredOrder => ({
  status: 'AUTHORIZED',
  fraud_status: 'ACCEPTED',
  order_amount: 10_000,
  merchant_reference1: 'order-1',
  captures: [],
  refunds: [],
  released: false,
  ...changes,
});

const sum = (bookings: readonly Booked[]) => bookings.reduce((all, { amount }) => all + amount, 0);

function written(id: string, order: StoredOrder): object {
  const captured = sum(order.captures);
  return {
    order_id: id,
    status: order.status,
    fraud_status: order.fraud_status,
    order_amount: order.order_amount,
    captured_amount: captured,
    refunded_amount: sum(order.refunds),
    remaining_authorized_amount: order.released ? 0 : order.order_amount - captured,
    purchase_currency: 'eur',
    merchant_reference1: order.merchant_reference1,
    billing_address: { given_name: 'Alice' },
    captures: order.captures.map(({ id: capture_id, amount: captured_amount, reference }) => ({
      ...{ capture_id, captured_amount, reference },
    })),
    refunds: order.refunds.map(({ id: refund_id, amount: refunded_amount, reference }) => ({
      ...{ refund_id, refunded_amount, reference },
    })),
  };
}

/** Starts stand-ins for the tests of one file, and closes them all after it. */
export function orderManagements(): () => Promise<OrderManagement> {
  const open: AsyncDisposable[] = [];
  after(async () => {
    for (const server of open) await server[Symbol.asyncDispose]();
  });
  return async () => {
    const orders = new Map<string, StoredOrder>();
    const charged = new Map<string, string>();
    const asked: Asked[] = [];
    const faults: string[] = [];
    const intercepted: { pattern: RegExp; fault: string }[] = [];
    /** What was answered to an idempotency key. */
    const answered = new Map<string, [number, Record<string, string>, object | undefined]>();

    const act = (
      method: string,
      path: string,
      body: Record<string, unknown>,
    ): [number, Record<string, string>, object | undefined] => {
      const [, area, , , id = '', call, ...rest] = path.split('/').map(decodeURIComponent);
      if (area === 'customer-token') {
        faults.push(...faultsOf('order', body));
        const orderId = crypto.randomUUID();
        charged.set(String(body['merchant_reference1']), orderId);
        return [200, {}, { order_id: orderId, fraud_status: 'ACCEPTED' }];
      }
      const order = orders.get(id);
      if (!order || rest.length > 0) return [404, {}, { error_code: 'NO_SUCH_ORDER' }];
      if (method === 'GET') return [200, {}, written(id, order)];
      if (call === 'captures' || call === 'refunds') {
        faults.push(...faultsOf(call, body));
        const isCapture = call === 'captures';
        const amount = Number(body[isCapture ? 'captured_amount' : 'refunded_amount']);
        const left = isCapture
          ? order.order_amount - sum(order.captures)
          : sum(order.captures) - sum(order.refunds);
        const refusal = isCapture ? 'CAPTURE_NOT_ALLOWED' : 'REFUND_NOT_ALLOWED';
        if (amount > left || order.status === 'CANCELLED')
          return [403, {}, { error_code: refusal, error_messages: ['Not allowed'] }];
        const reference = body['reference'] as string | undefined;
        const booked = { id: crypto.randomUUID(), amount, reference };
        order[call].push(booked);
        if (isCapture) order.status = amount === left ? 'CAPTURED' : 'PART_CAPTURED';
        return [201, { [isCapture ? 'Capture-Id' : 'Refund-Id']: booked.id }, undefined];
      }
      if (call === 'cancel' && order.captures.length > 0)
        return [403, {}, { error_code: 'CANCEL_NOT_ALLOWED' }];
      if (call === 'cancel') order.status = 'CANCELLED';
      if (call === 'release-remaining-authorization') order.released = true;
      return [204, {}, undefined];
    };

    const running = await serve((incoming, outgoing: ServerResponse) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { method = '', url: path = '' } = incoming;
        const key = incoming.headers['klarna-idempotency-key'] as string | undefined;
        const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
        asked.push({ method, path, key, body });
        const index = intercepted.findIndex(({ pattern }) => pattern.test(`${method} ${path}`));
        const fault = index < 0 ? undefined : intercepted.splice(index, 1)[0]!.fault;
        if (fault === 'cut before') return void incoming.socket.destroy();
        if (fault === 'fault') return void outgoing.writeHead(500).end('{}');
        if (fault === 'refuse')
          return void outgoing.writeHead(403).end('{"error_code":"CAPTURE_NOT_ALLOWED"}');
        const known = key === undefined ? undefined : answered.get(key);
        const answer = known ?? act(method, path, body);
        if (key !== undefined) answered.set(key, answer);
        if (fault === 'cut after') return void incoming.socket.destroy();
        const [status, headers, json] = answer;
        outgoing.writeHead(status, { 'Klarna-Correlation-Id': 'correlation-1', ...headers });
        outgoing.end(json && JSON.stringify(json));
      });
    });
    open.push(running);
    return {
      gateway: klarnaPayments({
        region: 'eu',
        environment: 'playground',
        username: USERNAME,
        password: PASSWORD,
        apiUrl: running.url,
      }),
      orders,
      asked,
      faults,
      charged,
      intercept: (pattern, fault) => void intercepted.push({ pattern, fault }),
    };
  };
}
