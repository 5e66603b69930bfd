/** What a case has Klarna's frames and files do, in the words of the simulator's own script. */
import type { Conditions } from '../../src/simulator/simulation.js';
import type { Behaviour } from '../../src/simulator/script/outcomes.js';
import type { Case, FrameCall } from './case.js';

/** By which a page sets the simulator up before its script runs. */
export interface SimulatorScript {
  readonly conditions: Partial<Conditions>;
  /** Of what Klarna draws, in CSS pixels. */
  readonly height: number;
  readonly always: Readonly<Partial<Record<ScriptedCall, Behaviour | 'close'>>>;
}

const CALLS = ['load', 'authorize', 'finalize', 'reauthorize', 'loadPaymentReview'] as const;
export type ScriptedCall = (typeof CALLS)[number];

/** The fake frames answer after so many milliseconds, the fake purchase-flow library after more. */
export const FRAME_DELAY = 30;
const LIBRARY_DELAY = 100;

/** Pixels of the fake frame, and of the fake offer that a token with such a name brings. */
const FRAME_HEIGHT = 180;
const OFFER_HEIGHT = 90;
const OFFER_TOKEN = /T(?:\.|\[["'])(?:static|recorded|opf)/;

export function scriptOf(given: Case): SimulatorScript {
  return {
    conditions: conditionsOf(given),
    height: hasOffer(given) ? OFFER_HEIGHT : FRAME_HEIGHT,
    always: given.apf || hasOffer(given) ? libraryOf(given.apf) : framesOf(given),
  };
}

const hasOffer = ({ run }: Case): boolean => OFFER_TOKEN.test(String(run));

function conditionsOf({ frames, apf, statik, delegated, csp }: Case): Partial<Conditions> {
  return {
    frame: csp?.includes("frame-src 'none'") ? 'blocked' : frameOf(frames),
    popup: frames?.popup?.onReady?.length === 0 ? 'never-ready' : 'works',
    library: libraryStateOf(apf),
    offer: statik === undefined ? 'works' : statik === '404' ? 'missing' : 'hangs',
    delegation: delegated === 'hang' ? 'hangs' : delegated === '404' ? 'missing' : 'arrives',
  };
}

function frameOf(frames: Case['frames']): Conditions['frame'] {
  if (!frames || frames.main?.['silent']) return 'silent';
  if (frames.mainNet === 'hang') return 'hangs';
  return frames.mainNet ? 'http-error' : 'works';
}

function libraryStateOf(apf: Case['apf']): Conditions['library'] {
  if (apf?.net) return apf.net === 'hang' ? 'hangs' : 'missing';
  if (apf?.throw) return 'throws';
  if (apf?.reject) return apf.noErrors ? 'rejects-unnamed' : 'rejects';
  return 'works';
}

function libraryOf({
  abort,
  result,
  delay = LIBRARY_DELAY,
}: Case['apf'] = {}): SimulatorScript['always'] {
  const behaviour = abort ? 'close' : { answer: result ?? null, delay };
  return { authorize: behaviour, finalize: behaviour, reauthorize: behaviour };
}

function framesOf({ frames }: Case): SimulatorScript['always'] {
  return Object.fromEntries(
    CALLS.map((name) => [name, behaviourOf(frames?.main?.[name] as FrameCall | null | undefined)]),
  );
}

function behaviourOf(call: FrameCall | null | undefined): Behaviour {
  if (!call) return {};
  const { args = [], delay = FRAME_DELAY, overlay, pre = [] } = call;
  return {
    answer: args[0] ?? null,
    delay,
    ...(overlay !== undefined && { overlay }),
    redirects: pre.flatMap(({ rpc, args: to = [] }) => (rpc === 'redirect' ? to : [])),
    heights: pre.flatMap(({ action, height }) =>
      action === 'setHeight' && height !== undefined ? [height] : [],
    ),
  };
}
