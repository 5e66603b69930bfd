import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, without what is installed: the projects of `demo/integrations` link back to this one. */
export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
