/** What stands in the container until the frame has loaded. */
import type { Session } from '../sdk/session.js';
import { createStyleMark, setStyles } from './iframe.js';

const COUNTRIES = new Set(['SE', 'NO', 'FI', 'DK', 'DE', 'AT', 'NL', 'CH', 'US', 'GB']);

/** The size of the main frame, which the loader takes first. */
export const FRAME_SIZE: Readonly<Record<string, string>> = {
  height: '230px',
  width: '100%',
  'max-width': '600px',
  'min-width': '280px',
};

/** The loader's nodes, in the order of the container; none in countries where the SDK shows none. */
export function createLoader(iframeId: string, session: Session): readonly Element[] {
  if (!COUNTRIES.has(session.country)) return [];
  const skeleton = session.experiments.get('loader_type') === 'skeleton';
  const mark = createStyleMark();
  const box = document.createElement('div');
  box.id = `${iframeId}-loader`;
  setStyles(box, {
    ...FRAME_SIZE,
    'align-items': 'center',
    display: 'inline-flex',
    'flex-direction': 'column',
    'flex-shrink': '0',
    'z-index': '10',
    'justify-content': skeleton ? 'flex-start' : 'center',
  });
  const figure = document.createElement('div');
  figure.className = skeleton ? 'klarna-payments-skeleton' : 'klarna-payments-loader';
  figure.textContent = '…';
  box.append(figure);
  return [mark, box];
}
