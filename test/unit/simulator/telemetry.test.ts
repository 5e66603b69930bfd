import { expect } from '@open-wc/testing';
import { restore, stub } from 'sinon';
import { call, container, init, install, loaded, PAY_LATER, pass, tearDown } from './stage.js';

interface Post {
  readonly url: URL;
  readonly body: unknown;
}

/** What would have gone out. */
function listen(): Post[] {
  const posts: Post[] = [];
  stub(navigator, 'sendBeacon').callsFake((url, body) => {
    posts.push({ url: new URL(url), body: JSON.parse(body as string) });
    return true;
  });
  return posts;
}

const named = (posts: readonly Post[], event: string): unknown[] =>
  posts.filter(({ url }) => url.pathname.endsWith(`/${event}`)).map(({ body }) => body);

const LOAD = { billing_address: { email: 'load@example.test' } };
const PAY = { billing_address: { email: 'pay@example.test' } };

describe('simulated telemetry', () => {
  afterEach(() => {
    tearDown();
    restore();
  });

  it('posts the data of load and authorize when they are called', async () => {
    const posts = listen();
    install();
    container();
    init({ client_event_base_url: 'http://127.0.0.1:9' });
    expect(posts.map(({ url }) => url.pathname.split('/').pop())).to.deep.equal([
      'api_setup',
      'init_called',
    ]);
    call('load', { container: '#c', ...PAY_LATER }, LOAD);
    expect(named(posts, 'load_called')).to.deep.equal([LOAD]);
    await pass(1000);
    call('authorize', PAY_LATER, PAY);
    expect(named(posts, 'authorize_called')).to.deep.equal([PAY]);
    await pass(1000);
    expect(named(posts, 'authorize_completed')[0]).to.include({ approved: true });
    expect(posts.every(({ url }) => url.origin === 'http://127.0.0.1:9')).to.equal(true);
  });

  it('posts the data of load in static mode too', async () => {
    const posts = listen();
    install();
    container();
    init({
      client_event_base_url: location.origin,
      experiments: [
        { name: 'kp-client-utopia-flow', variate: 'variate-1' },
        { name: 'kp-client-utopia-static-widget', variate: 'index' },
      ],
    });
    await loaded({}, LOAD);
    expect(named(posts, 'load_called')).to.deep.equal([LOAD]);
  });

  it('posts nothing to Klarna, nor anywhere else outside', async () => {
    const posts = listen();
    install();
    container();
    for (const url of [
      'https://eu.playground.klarnaevt.com',
      'https://shop.example',
      'nonsense:',
    ]) {
      init({ client_event_base_url: url });
      await loaded({}, LOAD);
    }
    expect(posts).to.deep.equal([]);
  });

  it('posts to a fixed address when told one', () => {
    const posts = listen();
    install({ telemetryUrl: '/events' });
    init();
    expect(posts.map(({ url }) => url.origin)).to.deep.equal([location.origin, location.origin]);
    expect(posts[0]!.url.pathname).to.match(/^\/events\/v1\/kp\//);
  });
});
