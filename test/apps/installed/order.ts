/** What is the shop's own in every app: its server keeps the token in a file. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { assertSwitchedOff } from '../app.js';

const FILE = 'order.txt';

/** A module for the server of an app. */
export const placeOrder = `
import { writeFileSync } from 'node:fs';
export async function placeOrder(token: string): Promise<void> {
  writeFileSync('${FILE}', token);
}
`;

/** The shopper is thanked, the server in `folder` has a token, and what the page says is off is off. */
export const untilOrdered = (folder: string) => async (page: Page) => {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  assert.match(readFileSync(join(folder, FILE), 'utf8'), /^[\w-]{20,}$/);
  await assertSwitchedOff(page);
  // Rendered by the server this time.
  await page.reload();
  await assertSwitchedOff(page);
};
