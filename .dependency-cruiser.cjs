/** The one-way rules of the house: element → flow → boundaries; the pure flow imports types only. */
/** From the top; a file imports from its own floor and from those below. */
const FLOORS = [
  '^src/(index|define|react|vue|attributes)\\.ts$',
  '^src/klarna-checkout\\.ts$',
  '^src/element/',
  '^src/parts/',
  '^src/flow/(?!machine/)',
  '^src/events\\.ts$',
  '^src/flow/machine/',
  // English says which texts there are; whoever names their type imports that file alone.
  '^src/((klarna|endpoint|shop-page)/|messages/(?!en\\.ts$))',
  '^src/(configuration|errors|defined|json|task|slots|shadow-host|version|messages/en)\\.ts$',
];
/** Data shapes that boundaries have in common. */
const SHARED_TYPES = '^src/(endpoint/contract|klarna/types)\\.ts$';
const BOUNDARIES = ['klarna', 'endpoint', 'shop-page'];
const BROWSER = '^src/(flow|klarna|shop-page|parts|messages|klarna-checkout)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea cut in the wrong place.',
      severity: 'error',
      from: { path: '^(src|demo)/' },
      to: { circular: true },
    },
    ...FLOORS.slice(1).map((floor, index) => ({
      name: `no-import-runs-up-from-floor-${index + 1}`,
      comment: 'Imports point downwards, types included: see FLOORS.',
      severity: 'error',
      from: { path: floor },
      to: { path: FLOORS.slice(0, index + 1) },
    })),
    ...BOUNDARIES.map((boundary) => ({
      name: `${boundary}-knows-no-other-boundary`,
      comment: 'Boundaries share the types of the contract and of the purchase, and nothing else.',
      severity: 'error',
      from: { path: `^src/${boundary}/` },
      to: {
        path: `^src/(${[...BOUNDARIES.filter((other) => other !== boundary), 'messages', 'server', 'simulator'].join('|')})/`,
        pathNot: SHARED_TYPES,
      },
    })),
    {
      name: 'shared-types-are-types',
      comment: 'What boundaries share is never code, apart from the names of the contract.',
      severity: 'error',
      from: { path: '^src/(klarna|shop-page)/' },
      to: {
        path: '^src/endpoint/',
        pathNot: '^src/endpoint/contract\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contract-and-parts-take-only-types-from-boundaries',
      comment:
        'The element is its contract, a part shows a snapshot: what works with page, SDK or endpoint is below.',
      severity: 'error',
      from: { path: '^src/(klarna-checkout\\.ts|parts/)' },
      to: { path: '^src/(klarna|endpoint|shop-page)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'element-calls-neither-klarna-nor-endpoint',
      comment:
        'src/element builds the page and the controller; the controller calls the other two boundaries.',
      severity: 'error',
      from: { path: '^src/element/' },
      to: { path: '^src/(klarna|endpoint)/', dependencyTypesNot: ['type-only'] },
    },
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
      comment: 'Browser code and server meet in src/endpoint/contract and checks and in src/json, nowhere else.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/', pathNot: '^src/(server/|endpoint/(contract|checks)|json)' },
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
