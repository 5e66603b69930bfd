/**
 * A small shared memory (Redis, a database table) that lets any machine repeat the first answer to
 * `POST order`. Optional: without it the endpoint stays stateless.
 */
export interface ReplayStore {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Runs `task` while nobody else holds `key`, and waits for whoever does. */
  lock<T>(key: string, task: () => Promise<T>): Promise<T>;
}
