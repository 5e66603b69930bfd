/** Plays one behaviour out in time: heights, redirects, overlay, answer. */
import { parseUrl } from '../sdk/url.js';
import type { Behaviour } from '../script/outcomes.js';
import type { Simulation } from '../simulation.js';

/** Where a behaviour is played. */
export interface Stage {
  /** The frame is still the one that got the call; after a reload or removal nothing more comes of it. */
  alive(): boolean;
  reportHeight(height: number | string): void;
  showOverlay(): void;
  hideOverlay(): void;
  answer(answer: unknown): void;
}

const STEP = 25;
const SCHEMES = new Set(['https:', 'bankid:', 'klarna:']);

export function play(simulation: Simulation, behaviour: Behaviour, stage: Stage): void {
  const { heights = [], redirects = [], overlay, times = 1, delay = simulation.delay } = behaviour;
  const after = (ms: number, step: () => void): void => {
    simulation.timers.after(ms, () => stage.alive() && step());
  };
  heights.forEach((height, index) => after(STEP * index, () => stage.reportHeight(height)));
  redirects.forEach((url, index) => after(STEP * (index + 1), () => redirect(url)));
  if (overlay !== undefined) {
    after(STEP, () => stage.showOverlay());
    after(STEP + overlay, () => stage.hideOverlay());
  }
  if (!('answer' in behaviour)) return;
  const answer = (ms: number): void => {
    for (let nth = 0; nth < times; nth += 1) {
      after(ms + STEP * nth, () => stage.answer(behaviour.answer));
    }
  };
  if (typeof delay === 'number') answer(Math.max(delay, heights.length * STEP));
  else void delay.then(() => answer(0));
}

/** The whole page goes there, if the scheme is one the SDK follows. */
function redirect(url: string): void {
  const parsed = parseUrl(url);
  if (parsed && SCHEMES.has(parsed.protocol)) location.href = url;
}
