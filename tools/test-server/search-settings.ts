/** Hands the search in the browser what the command line asks for: how many sequences, which seed, which path. */
import type { Middleware } from './middleware.js';

const {
  KLARNA_SEARCH_RUNS: runs,
  KLARNA_SEARCH_SEED: seed,
  KLARNA_SEARCH_PATH: path,
} = process.env;

export const searchSettings: Middleware = (context, next) => {
  if (context.path !== '/search-settings.json') return next();
  context.body = {
    ...(runs && { runs: Number(runs) }),
    ...(seed && { seed: Number(seed) }),
    ...(path && { path }),
  };
  return undefined;
};
