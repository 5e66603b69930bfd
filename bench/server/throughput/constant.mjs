// The floor: reads and parses the same body, and answers the same bytes each time.
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const answer = JSON.stringify({ client_token: 'x'.repeat(700), session_id: 'x'.repeat(36) });

listen(
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { locale } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(locale ? 200 : 400, { 'Content-Type': 'application/json' });
      response.end(answer);
    });
  }),
);
