/** The invisible frame with which Klarna recognises devices; production sessions only. */
import type { Simulation } from '../simulation.js';
import { setStyles } from './iframe.js';

const ID = 'klarna-payments-device-recognition';

export function addDeviceRecognition(simulation: Simulation): void {
  if (document.getElementById(ID)) return;
  const iframe = document.createElement('iframe');
  iframe.id = ID;
  iframe.name = ID;
  // A mistake of the SDK, reproduced.
  iframe.title = 'undefined';
  iframe.setAttribute('scrolling', 'no');
  iframe.setAttribute('frameborder', '0');
  setStyles(iframe, {
    border: '0px',
    display: 'block',
    height: '0px',
    left: '0px',
    position: 'absolute',
    opacity: '0',
    top: '0px',
    width: '0px',
  });
  document.body.append(iframe);
  simulation.onClear(() => iframe.remove());
}
