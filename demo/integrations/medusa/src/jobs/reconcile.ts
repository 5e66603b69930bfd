/** Looks up what is unknown, and tells the shop what it has not taken: also what a killed process has left behind. */
import { klarnaEndpoint } from '../endpoint.js';

export default async function reconcile(): Promise<void> {
  await klarnaEndpoint().reconcile();
}

export const config = { name: 'klarna-reconcile', schedule: '* * * * *' };
