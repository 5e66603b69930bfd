/** An attempt as the endpoint hands it to a gateway. */
import type { PlacingAttempt } from '../../../src/server/index.js';

export const firstAttempt = (
  reference: string,
  changes: Partial<PlacingAttempt> = {},
): PlacingAttempt => ({
  number: 1,
  reference,
  kept: {},
  keep: () => Promise.resolve(),
  ...changes,
});
