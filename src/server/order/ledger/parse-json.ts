/** Parses the JSON that a store returns. Returns `undefined` for cut or foreign text, which the caller reports. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
