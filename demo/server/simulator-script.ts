/** Serves the stand-in for Klarna's SDK as a classic script, as Klarna's CDN serves the real one. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export const SIMULATOR_PATH = '/simulator/api.js';

/** `true`: this request was for the simulator and is answered. */
export function simulatorScript(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (url.pathname !== SIMULATOR_PATH) return false;
  // As a content blocker or a broken network would have it: no answer at all.
  if (url.searchParams.has('blocked')) {
    incoming.socket.destroy();
    return true;
  }
  outgoing.statusCode = 404;
  outgoing.end();
  return true;
}
