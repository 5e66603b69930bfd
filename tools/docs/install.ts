/** How a shop gets the package. This is the only place that says so: `npm run docs` writes it into the documents. */
import { readFileSync } from 'node:fs';

const { name, version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly name: string; readonly version: string };

/** The one line to change when the package is published; then `npm run docs`. */
const IS_PUBLISHED = false as boolean;

const published = `\`\`\`sh\nnpm install ${name}\n\`\`\``;

const notPublished = `\`${name}\` is not published on npm yet. Pack it in a clone of this repository:

\`\`\`sh
npm ci && npm pack
\`\`\`

and install the packed file in your own project:

\`\`\`sh
npm install ./path/to/${name}-${version}.tgz
\`\`\``;

export const install = IS_PUBLISHED ? published : notPublished;
