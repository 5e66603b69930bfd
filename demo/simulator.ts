/**
 * `/simulator/api.js`: what the demo loads in place of Klarna's SDK. Its own query says what it answers;
 * what the query leaves open is decided by a person in Klarna's place.
 */
import {
  installKlarnaSimulator,
  type Conditions,
  type LoadWord,
  type PayWord,
} from '../src/simulator/index.js';

const { currentScript } = document;
const asked = new URL(
  currentScript instanceof HTMLScriptElement ? currentScript.src : location.href,
).searchParams;

const simulator = installKlarnaSimulator({
  mode: asked.get('mode') === 'script' ? 'script' : 'person',
});

// Words the simulator does not know fail right here, with its own message.
if (asked.has('load')) simulator.always.load(asked.get('load') as LoadWord);
if (asked.has('authorize')) simulator.always.authorize(asked.get('authorize') as PayWord);
if (asked.has('authorize-once')) simulator.next.authorize(asked.get('authorize-once') as PayWord);
if (asked.has('finalize')) simulator.always.finalize(asked.get('finalize') as PayWord);
if (asked.has('frame')) simulator.conditions.frame = asked.get('frame') as Conditions['frame'];
