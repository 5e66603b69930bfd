import { serveBare } from './bare.mjs';
import * as sealing from './jose.mjs';

serveBare(sealing);
