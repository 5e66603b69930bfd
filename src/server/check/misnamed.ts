/** Finds what the element looks for under another name, or in another object: `clientToken`, `data.client_token`. */
import type { SessionAnswer } from '../../endpoint/contract.js';
import type { Finding } from './findings.js';

const NAMES = [
  'client_token',
  'session_id',
  'payment_method_categories',
  'expires_at',
  'capabilities',
  'order',
] as const satisfies readonly (keyof SessionAnswer)[];

/** One finding per member of a session answer that the element would miss. */
export function findMisnamed(answer: object): readonly Finding[] {
  const found = paths(answer);
  return NAMES.filter((name) => !(name in answer)).flatMap((name): readonly Finding[] => {
    const other = found.find(({ key }) => bare(key) === bare(name));
    return other === undefined
      ? []
      : [
          {
            call: 'session',
            verdict: name === 'client_token' ? 'breaks' : 'advice',
            what: `"${name}" is not there, but "${other.path}" is`,
            cure: `Send it as "${name}", at the top of the answer`,
          },
        ];
  });
}

const bare = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

interface Path {
  readonly key: string;
  readonly path: string;
}

/** The members of an answer and of the objects in it, such as a `data` around everything. */
function paths(answer: object): readonly Path[] {
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]) => [
    { key, path: key },
    ...(isWrapper(key, value)
      ? Object.keys(value).map((inner) => ({ key: inner, path: `${key}.${inner}` }))
      : []),
  ]);
}

/** Not one of the contract's own objects, such as `capabilities`. */
const isWrapper = (key: string, value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !NAMES.some((name) => name === key);
