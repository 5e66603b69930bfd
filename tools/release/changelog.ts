/** What a release does to the text of CHANGELOG.md, and what can be read from it later. */

const UNRELEASED = '## Unreleased\n';
const HASHES = 'Hashes of the script-tag files, for `integrity`:';

/** Hashes by the name of the file. */
export type Hashes = Readonly<Record<string, string>>;

export interface Release {
  readonly version: string;
  readonly date: string;
  readonly files: Hashes;
}

/** Gives what was unreleased its number, its date and the hashes of its script-tag files. */
export function release(changelog: string, { version, date, files }: Release): string {
  if (!changelog.includes(UNRELEASED)) throw new Error('CHANGELOG.md has no "## Unreleased".');
  if (section(changelog, version)) throw new Error(`CHANGELOG.md has a section for ${version}.`);
  const notes = section(changelog, 'Unreleased')?.trim();
  if (!notes) throw new Error('CHANGELOG.md says nothing under "## Unreleased".');
  const hashes = Object.entries(files).map(([name, hash]) => `- \`${name}\`: \`${hash}\``);
  const released = `## ${version}, ${date}\n\n${notes}\n\n${HASHES}\n\n${hashes.join('\n')}\n`;
  return changelog.replace(`${UNRELEASED}\n${notes}\n`, () => `${UNRELEASED}\n${released}`);
}

/** What stands below the heading of a version; undefined where there is none. */
export function section(changelog: string, version: string): string | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const found = sections.find((text) => text.split(/[\n,]/, 1)[0] === version);
  return found?.slice(found.indexOf('\n') + 1);
}

/** The hashes that a version's section names, by file. */
export function hashesOf(changelog: string, version: string): Hashes {
  const matches = (section(changelog, version) ?? '').matchAll(/^- `([^`]+)`: `(sha384-[^`]+)`$/gm);
  return Object.fromEntries(Array.from(matches, ([, name = '', hash = '']) => [name, hash]));
}
