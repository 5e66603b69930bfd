import { serveBare } from './bare.mjs';
import * as sealing from './cipher.mjs';

serveBare(sealing);
