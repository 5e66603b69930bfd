/** The JSON that a store gives back. A cut or foreign text is `undefined`; whoever reads the entry says so. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
