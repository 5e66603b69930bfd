/** Keys that make a repeated call of Klarna's give the first result again. */

/** A name space of this package's own; any fixed UUID does. */
const NAME_SPACE = 'b0a8e3f2-6d0e-4c39-9d0b-7f1f6a1c52e4';

/** A UUID of version 5 (RFC 9562): the same for the same name, on every machine. */
export async function idempotencyKey(name: string): Promise<string> {
  const space = NAME_SPACE.replaceAll('-', '').match(/../g) ?? [];
  const bytes = [
    ...space.map((hex) => Number.parseInt(hex, 16)),
    ...new TextEncoder().encode(name),
  ];
  const digest = await crypto.subtle.digest('SHA-1', Uint8Array.from(bytes));
  const hex = Array.from(new Uint8Array(digest), (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x50 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
