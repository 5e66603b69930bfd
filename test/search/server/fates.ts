/** What can become of one call that a machine makes: to its ledger, to the payment system, to the shop. */

export interface Fate {
  /** For the story. */
  readonly name: string;
  /** Milliseconds until the call arrives. */
  readonly there?: number;
  /** Whether it arrives at all. */
  readonly arrives: boolean;
  /** Milliseconds until the answer is back. */
  readonly back?: number;
  /** `lost`: the caller is told that the line was cut. `none`: it hears nothing, ever. */
  readonly answer: 'result' | 'lost' | 'refused' | 'none';
  /** What happens to the machine itself. */
  readonly machine?: {
    readonly does: 'stop' | 'pause' | 'jump';
    /** Before the call leaves, or when it has arrived. */
    readonly when: 'before' | 'after';
    /** How long it pauses, or by how much its clock jumps. */
    readonly milliseconds?: number;
  };
}

type Fates = readonly [Fate, ...Fate[]];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const PLAIN: Fate = { name: '', arrives: true, answer: 'result' };

/** A process can end or halt at every call; what it does between two calls, nobody sees. */
const MACHINE: readonly Fate[] = (['before', 'after'] as const).flatMap((when) => {
  const said = when === 'before' ? 'before it is sent' : 'when it has arrived';
  return [
    { ...PLAIN, name: `the machine stops ${said}`, machine: { does: 'stop', when } },
    ...[2 * MINUTE, 70 * MINUTE].map((milliseconds): Fate => ({
      ...PLAIN,
      name: `the machine pauses for ${milliseconds / MINUTE} minutes ${said}`,
      machine: { does: 'pause', when, milliseconds },
    })),
  ] as const;
});

const JUMPS: readonly Fate[] = [HOUR, -HOUR].map((milliseconds) => ({
  ...PLAIN,
  name: `the clock of the machine jumps an hour ${milliseconds > 0 ? 'ahead' : 'back'}`,
  machine: { does: 'jump', when: 'after', milliseconds },
}));

const CUT: readonly Fate[] = [
  { name: 'fails before it arrives', arrives: false, answer: 'lost' },
  { name: 'fails after it has arrived', arrives: true, answer: 'lost' },
];

/** Against a limit of 3 seconds. */
export const LEDGER: Fates = [
  PLAIN,
  ...CUT,
  { name: 'is a little slow', arrives: true, there: 400, answer: 'result' },
  { name: 'arrives too late', arrives: true, there: 5 * SECOND, answer: 'result' },
  { name: 'is answered too late', arrives: true, back: 5 * SECOND, answer: 'result' },
  { name: 'is never answered', arrives: true, answer: 'none' },
  ...MACHINE,
  ...JUMPS,
];

/** Against limits of 9 and 45 seconds. */
export const UPSTREAM: Fates = [
  PLAIN,
  {
    name: 'does not reach the system, and the machine sees that',
    arrives: false,
    answer: 'refused',
  },
  ...CUT,
  { name: 'is slow', arrives: true, there: 4 * SECOND, answer: 'result' },
  { name: 'arrives late', arrives: true, there: 70 * SECOND, answer: 'result' },
  { name: 'is answered late', arrives: true, back: 70 * SECOND, answer: 'result' },
  { name: 'is never answered', arrives: true, answer: 'none' },
  ...MACHINE,
  ...JUMPS,
];

/** Against a limit of 10 seconds. */
export const SHOP: Fates = [
  PLAIN,
  { name: 'throws', arrives: false, answer: 'lost' },
  { name: 'throws when it is done', arrives: true, answer: 'lost' },
  { name: 'is slow', arrives: true, there: 4 * SECOND, answer: 'result' },
  { name: 'is too slow', arrives: true, there: 15 * SECOND, answer: 'result' },
  { name: 'hangs', arrives: false, answer: 'none' },
  ...MACHINE,
  ...JUMPS,
];
