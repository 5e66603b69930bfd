/** The checkout page and its scripts. A real storefront is a project of its own; what it does stands in `page/`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { Modules } from '@medusajs/framework/utils';
import { isSimulated } from './settings.js';

/** This file is compiled into `dist/src`. */
const PAGES = join(__dirname, '../../page');
const PACKAGE = pathToFileURL(require.resolve('klarna-checkout-element/package.json'));
const SCRIPTS = new URL('dist/cdn/', PACKAGE);

export async function storefront(
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const [path = ''] = request.originalUrl.split('?');
  const script = /^\/scripts\/((?:messages\/)?[\w-]+\.js)$/.exec(path)?.[1];
  if (path === '/checkout') {
    const page = await readFile(join(PAGES, 'checkout.html'), 'utf8');
    // Klarna's own script is fetched by the element; a simulated one comes first.
    const simulator = isSimulated ? '<script src="/scripts/klarna-simulator.js"></script>' : '';
    const [key] = await request.scope.resolve(Modules.API_KEY).listApiKeys({ type: 'publishable' });
    response
      .type('html')
      .send(
        page
          .replace('<!-- simulator -->', simulator)
          .replace('<!-- publishable key -->', key?.token ?? ''),
      );
  } else if (path === '/thanks') {
    response.type('html').send(await readFile(join(PAGES, 'thanks.html'), 'utf8'));
  } else if (path === '/checkout/checkout.js') {
    response.type('js').send(await readFile(join(PAGES, 'checkout.js'), 'utf8'));
  } else if (script !== undefined) {
    response.type('js').send(await readFile(new URL(script, SCRIPTS), 'utf8'));
  } else {
    next();
  }
}
