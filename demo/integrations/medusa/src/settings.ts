/** What the environment says. */
import { type Gateway, klarnaPayments, simulated } from 'klarna-checkout-element/server';

const { env } = process;

function need(name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

/** `postgres://user@localhost:5432/shop`: Medusa's tables and the ledger's. */
export const databaseUrl = need('DATABASE_URL');

/** Where shoppers, and Klarna's servers, reach this shop. */
export const publicUrl = env['PUBLIC_URL'] ?? `http://localhost:${env['PORT'] ?? 9000}`;

/** Separated by commas, 32 bytes or more each, and the same on every machine. */
export const keys = need('KLARNA_KEYS').split(',');

export const jwtSecret = need('JWT_SECRET');

export const cookieSecret = need('COOKIE_SECRET');

/** Klarna itself with credentials; without any, a simulated one. */
export const isSimulated = env['KLARNA_USERNAME'] === undefined;

export const gateway: Gateway & Partial<Pick<ReturnType<typeof klarnaPayments>, 'orders'>> =
  isSimulated
    ? simulated()
    : klarnaPayments({
        region: 'eu',
        environment: env['KLARNA_ENVIRONMENT'] === 'production' ? 'production' : 'playground',
        username: need('KLARNA_USERNAME'),
        password: need('KLARNA_PASSWORD'),
        ...(env['KLARNA_API_URL'] && { apiUrl: env['KLARNA_API_URL'] }),
      });
