/** Names are compared without case, accents, spaces and signs. */
export const keyOf = (name: string): string =>
  name.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();
