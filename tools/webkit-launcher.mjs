// A @web/test-runner launcher for WebKitGTK: WebDriver classic over fetch, its own Xvfb where there is no display.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const freePort = () =>
  new Promise((ok, no) => {
    const s = createServer();
    s.on('error', no);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => ok(port));
    });
  });
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const KEYS = {
  Cancel: '\uE001',
  Help: '\uE002',
  Backspace: '\uE003',
  Tab: '\uE004',
  Clear: '\uE005',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Pause: '\uE00B',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  F1: '\uE031',
  Meta: '\uE03D',
};
const key = (k) => KEYS[k] ?? k;
const BUTTON = { left: 0, middle: 1, right: 2 };

// 'exit' does not fire on these by default; without it the browser would outlive a stopped run
for (const [s, n] of [
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])
  process.once(s, () => process.exit(128 + n));

export class WebKitGtk {
  constructor({
    miniBrowser,
    driver = 'WebKitWebDriver',
    screen = '1280x1024x24',
    capabilities = {},
    args = ['--full-screen'],
  }) {
    Object.assign(this, { miniBrowser, driver, screen, capabilities, args });
    this.children = [];
    this.onExit = () => this.kill('SIGKILL');
    process.on('exit', this.onExit);
  }
  /** Each child leads a process group of its own: the browser that the driver started goes with it. */
  kill(signal) {
    for (const c of this.children)
      if (c.pid)
        try {
          process.kill(-c.pid, signal);
        } catch {
          /* already gone */
        }
  }
  /** A session that does not come up is tried again with a new driver and display. */
  async start(tries = 3) {
    for (let i = 1; ; i++) {
      try {
        return await this.open();
      } catch (e) {
        this.kill('SIGKILL');
        this.children = [];
        if (i >= tries) throw e;
      }
    }
  }
  async open() {
    const env = { ...process.env };
    if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
      const x = spawn(
        'Xvfb',
        ['-displayfd', '3', '-screen', '0', this.screen, '-nolisten', 'tcp', '-noreset'],
        { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
      );
      this.children.push(x);
      env.DISPLAY = `:${await new Promise((ok, no) => {
        let s = '';
        x.on('error', no);
        x.on('exit', (c) => no(new Error(`Xvfb exited ${c}`)));
        x.stdio[3].on('data', (d) => {
          s += d;
          if (s.includes('\n')) ok(s.trim());
        });
      })}`;
    }
    const port = await freePort();
    const d = spawn(this.driver, [`--port=${port}`], {
      detached: true,
      env,
      stdio: ['ignore', 'ignore', process.env.KLARNA_WEBKIT_LOG ? 'inherit' : 'ignore'],
    });
    this.children.push(d);
    let dead;
    d.on('error', (e) => {
      dead = e;
    });
    d.on('exit', (c) => {
      dead ??= new Error(`WebKitWebDriver exited ${c}`);
    });
    this.base = `http://127.0.0.1:${port}`;
    for (let i = 0; ; i++) {
      if (dead) throw dead;
      try {
        await this.send('GET', '/status', undefined, 2000);
        break;
      } catch (e) {
        if (i > 100) throw e;
        await sleep(50);
      }
    }
    const s = await this.send(
      'POST',
      '/session',
      {
        capabilities: {
          alwaysMatch: {
            browserName: 'MiniBrowser',
            ...this.capabilities,
            'webkitgtk:browserOptions': {
              binary: this.miniBrowser,
              args: ['--automation', ...this.args],
            },
          },
        },
      },
      15000,
    );
    this.version = s.capabilities.browserVersion;
    this.session = `/session/${s.sessionId}`;
    return this;
  }
  async send(method, path, body, ms = 60000) {
    const r = await fetch(this.base + path, {
      method,
      signal: AbortSignal.timeout(ms),
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = await r.json();
    if (!r.ok)
      throw Object.assign(new Error(`${value?.error}: ${value?.message}`), { code: value?.error });
    return value;
  }
  cmd(method, path, body, ms) {
    return this.send(method, this.session + path, body, ms);
  }
  goto(url, ms) {
    return this.cmd('POST', '/url', { url }, ms);
  }
  eval(script, ...args) {
    return this.cmd('POST', '/execute/sync', { script, args });
  }
  evalAsync(script, ...args) {
    return this.cmd('POST', '/execute/async', { script, args });
  }
  async screenshot() {
    return Buffer.from(await this.cmd('GET', '/screenshot'), 'base64');
  }
  keys(actions) {
    return this.cmd('POST', '/actions', { actions: [{ type: 'key', id: 'k', actions }] });
  }
  pointer(actions) {
    return this.cmd('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'p', parameters: { pointerType: 'mouse' }, actions }],
    });
  }
  keyboard = {
    down: (k) => this.keys([{ type: 'keyDown', value: key(k) }]),
    up: (k) => this.keys([{ type: 'keyUp', value: key(k) }]),
    press: (combo) => {
      const ks = combo === '+' ? ['+'] : combo.split('+').map(key);
      return this.keys([
        ...ks.map((value) => ({ type: 'keyDown', value })),
        ...ks.toReversed().map((value) => ({ type: 'keyUp', value })),
      ]);
    },
    type: (text) =>
      this.keys(
        [...text].flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]),
      ),
  };
  mouse = {
    move: (x, y) => this.pointer([{ type: 'pointerMove', duration: 0, x, y }]),
    down: ({ button = 'left' } = {}) =>
      this.pointer([{ type: 'pointerDown', button: BUTTON[button] }]),
    up: ({ button = 'left' } = {}) => this.pointer([{ type: 'pointerUp', button: BUTTON[button] }]),
    click: (x, y, { button = 'left' } = {}) =>
      this.pointer([
        { type: 'pointerMove', duration: 0, x, y },
        { type: 'pointerDown', button: BUTTON[button] },
        { type: 'pointerUp', button: BUTTON[button] },
      ]),
  };
  async setViewportSize({ width, height }) {
    for (let i = 0; i < 3; i++) {
      const [w, h] = await this.eval('return [innerWidth, innerHeight]');
      if (w === width && h === height) return;
      const r = await this.cmd('GET', '/window/rect');
      await this.cmd('POST', '/window/rect', {
        width: r.width + width - w,
        height: r.height + height - h,
      });
      await sleep(50);
    }
  }
  emulateMedia() {
    throw new Error('WebKitGTK cannot emulate media features');
  }
  async stop() {
    process.off('exit', this.onExit);
    if (this.session) await this.cmd('DELETE', '', undefined, 5000).catch(() => {});
    this.session = undefined;
    this.kill('SIGKILL');
    this.children = [];
  }
}

export function webkitLauncher(options) {
  let wk, starting;
  const urls = new Map();
  const get = () => (starting ??= new WebKitGtk(options).start().then((w) => (wk = w)));
  return {
    name: 'WebKitGTK',
    type: 'playwright',
    concurrency: 1, // 'playwright': the commands plugin then drives getPage()
    async stop() {
      if (starting) {
        await starting.catch(() => {});
        await wk?.stop();
      }
      starting = wk = undefined;
    },
    async startSession(id, url) {
      const w = await get();
      urls.set(id, url);
      await w.goto(url);
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id),
    async stopSession(id) {
      urls.delete(id);
      const w = wk;
      try {
        await w.goto('about:blank', 4000);
      } catch {
        starting = wk = undefined;
        w.session = undefined;
        await w.stop();
      } // a hung page: the next file gets a new browser
      return {};
    },
    getPage: () => wk,
    async startDebugSession() {
      throw new Error('no debug session for WebKitGTK');
    },
  };
}
