/** The checkout page and its scripts. A real storefront is a project of its own; what it does stands in `page/`. */
import { readFile } from 'node:fs/promises';
import type { NextFunction, Request, Response } from 'express';
import { isSimulated } from './settings.js';

const PAGES = new URL('../page/', import.meta.url);
const SCRIPTS = new URL('dist/cdn/', import.meta.resolve('klarna-checkout-element/package.json'));

/** Answers what it knows, and leaves everything else to Vendure. */
export function storefront(request: Request, response: Response, next: NextFunction): void {
  answer(request.path, response).then((isKnown) => {
    if (!isKnown) next();
  }, next);
}

async function answer(path: string, response: Response): Promise<boolean> {
  if (path === '/' || path === '/thanks') {
    const page = await readFile(
      new URL(path === '/' ? 'checkout.html' : 'thanks.html', PAGES),
      'utf8',
    );
    // Klarna's own script is fetched by the element; a simulated one comes first.
    const simulator = isSimulated ? '<script src="/scripts/klarna-simulator.js"></script>' : '';
    response.type('html').send(page.replace('<!-- simulator -->', simulator));
    return true;
  }
  if (path === '/checkout.js') {
    response.type('js').send(await readFile(new URL('checkout.js', PAGES), 'utf8'));
    return true;
  }
  const script = /^\/scripts\/((?:messages\/)?[\w-]+\.js)$/.exec(path)?.[1];
  if (script === undefined) return false;
  response.type('js').send(await readFile(new URL(script, SCRIPTS), 'utf8'));
  return true;
}
