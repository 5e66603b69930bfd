/** The `tsconfig.json` of a strict app that a bundler builds from `folder`. */
export const tsconfig = (folder: string, options: object): string =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      target: 'es2022',
      module: 'preserve',
      lib: ['es2022', 'dom', 'dom.iterable'],
      skipLibCheck: true,
      noEmit: true,
      ...options,
    },
    include: [folder],
  });
