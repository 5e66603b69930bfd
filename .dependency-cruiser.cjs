/** The one-way rules of the house: element → flow → boundaries; the pure flow imports types only. */
const BOUNDARIES = ['klarna', 'endpoint', 'shop-page'];
const BROWSER = '^src/(flow|klarna|shop-page|parts|messages|klarna-checkout)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea cut in the wrong place.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...BOUNDARIES.map((boundary) => ({
      name: `${boundary}-knows-no-other-boundary`,
      comment: 'Klarna, endpoint and shop page know nothing of each other, nor of the flow or the view.',
      severity: 'error',
      from: { path: `^src/${boundary}/` },
      to: {
        path: `^src/(${[...BOUNDARIES.filter((other) => other !== boundary), 'flow', 'parts', 'messages', 'server', 'simulator'].join('|')})/`,
        // Data shapes of the contract are common words: types only, never code.
        dependencyTypesNot: ['type-only'],
      },
    })),
    {
      name: 'pure-flow-imports-only-types',
      comment: 'The transition function knows no DOM, no clock and no network.',
      severity: 'error',
      from: { path: '^src/flow/machine/' },
      to: {
        dependencyTypesNot: ['type-only'],
        pathNot: '^src/flow/machine/',
      },
    },
    {
      name: 'server-shares-only-the-contract',
      comment: 'Browser code and server meet in src/endpoint/contract and checks, nowhere else.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/', pathNot: '^src/(server/|endpoint/(contract|checks))' },
    },
    {
      name: 'browser-never-imports-server-or-simulator',
      severity: 'error',
      from: { path: `${BROWSER}|^src/(index|define|events|errors)` },
      to: { path: '^src/(server|simulator)/' },
    },
    {
      name: 'simulator-stands-alone',
      comment: "It replaces Klarna's script, so it may not lean on the element.",
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/(?!simulator/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
