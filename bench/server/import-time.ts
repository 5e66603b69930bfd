/** How much longer Node takes to start with the built `klarna-checkout-element/server` than without anything. */
import { spawnSync } from 'node:child_process';
import { type Beside, giveFigures, spreadOf } from './figure.js';

const ROUNDS = 40;

const importing = (...files: readonly string[]): string =>
  files
    .map(
      (file) =>
        `import ${JSON.stringify(new URL(`../../dist/server/${file}.js`, import.meta.url))};`,
    )
    .join('');

const SCRIPTS = {
  whole: importing('index'),
  /** What a shop with one gateway can do with. */
  one: importing('endpoint', 'http/node', 'gateways/klarna-payments/index'),
};

interface Run {
  /** From the start of the process to its end. */
  readonly wall: number;
  /** What the process itself computed: the same on a busy machine. */
  readonly processor: number;
}

const REPORT = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);';

function run(script: string): Run {
  const started = performance.now();
  const options = ['--input-type=module', '-e', script + REPORT];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Build first: npm run build:modules\n${stderr}`);
  return { wall: performance.now() - started, processor: Number(stdout) };
}

for (const script of Object.values(SCRIPTS)) run(script);
const rounds = Array.from({ length: ROUNDS }, () => ({
  // Side by side, so that a slow moment of the machine meets all of them.
  bare: run(''),
  whole: run(SCRIPTS.whole),
  one: run(SCRIPTS.one),
}));

type Name = keyof (typeof rounds)[number];
const over = (name: Name, kind: keyof Run) =>
  spreadOf(rounds.map((round) => round[name][kind] - round.bare[kind]));
const beside = (name: string, values: ReturnType<typeof spreadOf>): Beside => ({
  name,
  unit: 'ms',
  ...values,
});

giveFigures([
  {
    id: 'server-import',
    title: 'Start with `klarna-checkout-element/server`, over bare Node',
    unit: 'ms',
    ...over('whole', 'wall'),
    limit: { most: 60 },
    beside: [
      beside('the same, processor time', over('whole', 'processor')),
      beside('endpoint, Node adapter and one gateway alone', over('one', 'wall')),
      beside('the same, processor time', over('one', 'processor')),
      beside('bare Node', spreadOf(rounds.map(({ bare }) => bare.wall))),
    ],
  },
]);
