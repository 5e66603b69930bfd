import { createServer } from 'node:http';
import { toNodeListener } from '../../../dist/server/index.js';
import { endpoint } from './endpoint.mjs';
import { listen } from './listen.mjs';

listen(createServer(toNodeListener(endpoint)));
