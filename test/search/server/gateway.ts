/** Gateways over the modelled payment system, each as much as its real counterpart can tell. */
import type { Gateway, Notification, PlacedOrder } from '../../../src/server/index.js';
import { problem } from '../../../src/server/problems.js';
import { UPSTREAM } from './fates.js';
import { CallFailure, type Process } from './machine.js';
import { type Charge, Refusal, type SystemName, type Upstream } from './upstream.js';

/** Of the shape that Klarna's script reads. */
const CLIENT_TOKEN = [{ alg: 'RS256' }, { session_type: 'PAYMENTS' }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

type Optional = Pick<
  Gateway,
  | 'readSession'
  | 'readAttempt'
  | 'readOrder'
  | 'readNotification'
  | 'tokensWorkOnce'
  | 'attemptReference'
  | 'releaseAttempt'
  | 'redirectHosts'
>;

/** @param tokenizes Whether each order makes a customer token first. */
export function gatewayOver(upstream: Upstream, process: Process, tokenizes: boolean): Gateway {
  const ask = async <T>(what: string, act: () => T): Promise<T> => {
    try {
      return await process.call(`asks ${upstream.system} to ${what}`, UPSTREAM, act);
    } catch (error) {
      throw asProblem(error);
    }
  };
  const system = SYSTEMS[upstream.system](upstream, ask);
  return {
    system: upstream.system,
    capabilities: { update: 'in_place', order: true, cancel: true },
    personalData: 'never',
    ...system,
    createSession: (order, { urls }) =>
      ask('open a session', () => ({
        reference: { id: upstream.openSession(order, urls.webhook), data: {} },
        clientToken: CLIENT_TOKEN,
      })),
    updateSession: ({ id }, order, { urls }) =>
      ask('update a session', () => {
        upstream.updateSession(id, order, urls.webhook);
        return { reload: 'load' };
      }),
    async placeOrder({ id }, token, order, context) {
      if (upstream.system === 'klarna') {
        const session = await ask('read a session', () => upstream.readSession(id));
        if (session.charge) throw problem('duplicate', { detail: 'placed already' });
        if (session.token !== token) throw problem('authorization_expired', { detail: 'another' });
      }
      const { attempt } = context;
      if (tokenizes && attempt.kept['customer_token'] === undefined) {
        const made = await ask('make a customer token', () => upstream.makeCustomerToken(token));
        await attempt.keep({ customer_token: made });
        upstream.customerTokenKept(token);
      }
      return ask('place an order', () =>
        placedOrder(upstream.place(token, attempt.reference, order, context.urls)),
      );
    },
    cancelAuthorization: (_, token) => ask('give back a token', () => upstream.giveBack(token)),
  };
}

type Ask = <T>(what: string, act: () => T) => Promise<T>;

const SYSTEMS: Readonly<Record<SystemName, (upstream: Upstream, ask: Ask) => Optional>> = {
  klarna: (upstream, ask) => ({
    tokensWorkOnce: true,
    readSession: ({ id }) =>
      ask('read a session', () => {
        const { charge, token } = upstream.readSession(id);
        return {
          status: charge ? 'placed' : 'open',
          clientToken: CLIENT_TOKEN,
          ...(token !== undefined && { authorizationToken: token }),
        };
      }),
    readAttempt: ({ session, upstream: ids }) =>
      ask('look an attempt up', () => {
        const { order_id: id } = ids;
        if (id === undefined) {
          return { status: upstream.readSession(session.id).charge ? 'unconfirmed' : 'none' };
        }
        return statusOf(upstream.charges.find((charge) => charge.id === id));
      }),
    readOrder: (id) =>
      ask('read an order', () => {
        const charge = upstream.charges.find((one) => one.id === id && one.status !== 'rejected');
        return charge && { orderReference: charge.orderReference, placed: placedOrder(charge) };
      }),
    readNotification,
  }),
  payone: (upstream, ask) => ({
    redirectHosts: ['pay.example'],
    releaseAttempt: ({ reference }) => ask('release an order', () => upstream.release(reference)),
    attemptReference: (reference, attempt) =>
      attempt === 1 ? reference : `${reference}-${attempt}`,
    readNotification,
  }),
  cybersource: (upstream, ask) => ({
    readAttempt: ({ upstream: { request_id: id } }) =>
      id === undefined
        ? Promise.resolve({ status: 'unknown' })
        : ask('look an attempt up', () => statusOf(upstream.charges.find((one) => one.id === id))),
  }),
  tulo: () => ({}),
};

const statusOf = (charge: Charge | undefined) => {
  if (!charge) return { status: 'unknown' } as const;
  return charge.status === 'rejected'
    ? ({ status: 'refused' } as const)
    : ({ status: 'placed', placed: placedOrder(charge) } as const);
};

const ID = {
  klarna: 'order_id',
  payone: 'txid',
  cybersource: 'request_id',
  tulo: 'order_id',
} as const;

export const idOf = (
  system: SystemName,
  ids: Readonly<Record<string, string>>,
): string | undefined => ids[ID[system]];

export const idsOf = (system: SystemName, charge: Charge): Readonly<Record<string, string>> => ({
  [ID[system]]: charge.id,
});

function placedOrder(charge: Charge): PlacedOrder {
  const placed = { order_id: charge.id, upstream: idsOf(charge.system, charge) };
  if (charge.status === 'completed') return { ...placed, status: 'completed' };
  return charge.page
    ? { ...placed, status: 'redirect', redirect_url: `https://pay.example/${charge.id}` }
    : { ...placed, status: 'pending' };
}

/** It stands in a header: bodies are read at a moment that no seed fixes. */
export const NOTIFICATION = 'X-Notification';

function readNotification(
  request: Request,
): Promise<{ readonly notification: Notification; readonly answer: Response }> {
  const text = request.headers.get(NOTIFICATION) ?? '';
  return Promise.resolve({
    notification: JSON.parse(text) as Notification,
    answer: new Response(null, { status: 204 }),
  });
}

function asProblem(error: unknown): unknown {
  if (error instanceof Refusal) return problem(error.code, { detail: error.message, cause: error });
  if (error instanceof CallFailure && error.isCertain) {
    return problem('upstream_unavailable', { detail: error.message, cause: error });
  }
  return error;
}
