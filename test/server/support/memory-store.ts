/** A store as a shop would write it over Redis, in memory. */
import type { ReplayStore } from '../../../src/server/index.js';

export function memoryStore(): ReplayStore & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  const held = new Map<string, Promise<unknown>>();
  return {
    values,
    get: (key) => Promise.resolve(values.get(key)),
    put(key, value) {
      values.set(key, value);
      return Promise.resolve();
    },
    async lock(key, task) {
      const before = held.get(key) ?? Promise.resolve();
      const mine = before.catch(() => undefined).then(task);
      held.set(key, mine);
      return mine;
    },
  };
}
