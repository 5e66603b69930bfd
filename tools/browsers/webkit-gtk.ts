/** Drives WebKitGTK's small browser: WebDriver classic over fetch, with a display of its own where there is none. */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((started, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', started);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** WebDriver's code points for keys that are no characters. */
const KEYS: Readonly<Record<string, string>> = {
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
const keyOf = (name: string): string => KEYS[name] ?? name;

const BUTTONS = { left: 0, middle: 1, right: 2 } as const;

interface Button {
  readonly button?: keyof typeof BUTTONS;
}

type Action = Readonly<Record<string, unknown>>;

const keyDown = (value: string): Action => ({ type: 'keyDown', value });
const keyUp = (value: string): Action => ({ type: 'keyUp', value });
const moveTo = (x: number, y: number): Action => ({ type: 'pointerMove', duration: 0, x, y });
const press = ({ button = 'left' }: Button): Action => ({
  type: 'pointerDown',
  button: BUTTONS[button],
});
const release = ({ button = 'left' }: Button): Action => ({
  type: 'pointerUp',
  button: BUTTONS[button],
});

// 'exit' does not fire on these by default; without it the browser would outlive a stopped run.
for (const [signal, code] of [
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  process.once(signal, () => process.exit(128 + code));
}

export class WebKitGtk {
  readonly #miniBrowser: string;
  readonly #onExit = (): void => {
    this.#kill();
  };
  #children: ChildProcess[] = [];
  #origin = '';
  /** The path of the running session; `undefined` where there is none. */
  #session: string | undefined;

  constructor(miniBrowser: string) {
    this.#miniBrowser = miniBrowser;
    process.on('exit', this.#onExit);
  }

  /** A session that does not come up is tried again with a new driver and display. */
  async start(tries = 3): Promise<this> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#open();
        return this;
      } catch (error) {
        this.#kill();
        if (attempt >= tries) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    process.off('exit', this.#onExit);
    if (this.#session !== undefined) {
      await this.#send('DELETE', this.#session, undefined, 5000).catch(() => undefined);
    }
    this.#session = undefined;
    this.#kill();
  }

  /** Ends a browser whose page does not answer any more. */
  async abandon(): Promise<void> {
    this.#session = undefined;
    await this.stop();
  }

  async goto(url: string, timeout?: number): Promise<void> {
    await this.#post('/url', { url }, timeout);
  }

  /** Runs the body of a function in the page; `arguments` are its arguments. */
  eval<T>(script: string, ...args: unknown[]): Promise<T> {
    return this.#post('/execute/sync', { script, args });
  }

  async screenshot(): Promise<Buffer> {
    const data: string = await this.#send('GET', `${this.#session ?? ''}/screenshot`);
    return Buffer.from(data, 'base64');
  }

  readonly keyboard = {
    down: (name: string) => this.#keys([keyDown(keyOf(name))]),
    up: (name: string) => this.#keys([keyUp(keyOf(name))]),
    press: (combination: string) => {
      const keys = combination === '+' ? ['+'] : combination.split('+').map(keyOf);
      return this.#keys([...keys.map(keyDown), ...keys.toReversed().map(keyUp)]);
    },
    type: (text: string) =>
      this.#keys(Array.from(text).flatMap((character) => [keyDown(character), keyUp(character)])),
  };

  readonly mouse = {
    move: (x: number, y: number) => this.#pointer([moveTo(x, y)]),
    down: (button: Button = {}) => this.#pointer([press(button)]),
    up: (button: Button = {}) => this.#pointer([release(button)]),
    click: (x: number, y: number, button: Button = {}) =>
      this.#pointer([moveTo(x, y), press(button), release(button)]),
  };

  /** Of the page, in CSS pixels; the window is larger. */
  async setViewportSize({ width, height }: { width: number; height: number }): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const [w, h] = await this.eval<[number, number]>('return [innerWidth, innerHeight]');
      if (w === width && h === height) return;
      const rect: { width: number; height: number } = await this.#send(
        'GET',
        `${this.#session ?? ''}/window/rect`,
      );
      await this.#post('/window/rect', {
        width: rect.width + width - w,
        height: rect.height + height - h,
      });
      await sleep(50);
    }
  }

  emulateMedia(): void {
    throw new Error('WebKitGTK cannot emulate media features');
  }

  /** Each child leads a process group of its own: the browser that the driver started goes with it. */
  #kill(): void {
    for (const { pid } of this.#children.splice(0)) {
      if (pid === undefined) continue;
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    }
  }

  #spawn(program: string, words: readonly string[], stdio: StdioOptions, env = process.env) {
    const child = spawn(program, words, { detached: true, stdio, env });
    this.#children.push(child);
    return child;
  }

  async #display(): Promise<string> {
    const server = this.#spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
      ['ignore', 'ignore', 'ignore', 'pipe'],
    );
    return new Promise((found, failed) => {
      let written = '';
      server.on('error', failed);
      server.on('exit', (code) => failed(new Error(`Xvfb exited with ${code}`)));
      (server.stdio[3] as Readable).on('data', (data: Buffer) => {
        written += String(data);
        if (written.includes('\n')) found(`:${written.trim()}`);
      });
    });
  }

  async #open(): Promise<void> {
    const env = { ...process.env };
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) env['DISPLAY'] = await this.#display();
    const port = await freePort();
    const log = env['KLARNA_WEBKIT_LOG'] ? 'inherit' : 'ignore';
    const driver = this.#spawn(
      'WebKitWebDriver',
      [`--port=${port}`],
      ['ignore', 'ignore', log],
      env,
    );
    const gone = new Promise<never>((_, failed) => {
      driver.on('error', failed);
      driver.on('exit', (code) => failed(new Error(`WebKitWebDriver exited with ${code}`)));
    });
    this.#origin = `http://127.0.0.1:${port}`;
    await Promise.race([this.#isUp(), gone]);
    const browserOptions = {
      binary: this.#miniBrowser,
      args: ['--automation', '--full-screen'],
    };
    const alwaysMatch = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': browserOptions,
    };
    const { sessionId }: { sessionId: string } = await Promise.race([
      this.#send<{ sessionId: string }>(
        'POST',
        '/session',
        { capabilities: { alwaysMatch } },
        15_000,
      ),
      gone,
    ]);
    // From now on the driver's end is no news for anybody.
    gone.catch(() => undefined);
    this.#session = `/session/${sessionId}`;
  }

  async #isUp(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#send('GET', '/status', undefined, 2000);
        return;
      } catch (error) {
        if (attempt > 100) throw error;
        await sleep(50);
      }
    }
  }

  #post<T>(path: string, body: unknown, timeout?: number): Promise<T> {
    return this.#send('POST', (this.#session ?? '') + path, body, timeout);
  }

  async #keys(actions: readonly Action[]): Promise<void> {
    await this.#post('/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  async #pointer(actions: readonly Action[]): Promise<void> {
    const parameters = { pointerType: 'mouse' };
    await this.#post('/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters, actions }],
    });
  }

  async #send<T>(method: string, path: string, body?: unknown, timeout = 60_000): Promise<T> {
    const response = await fetch(this.#origin + path, {
      method,
      signal: AbortSignal.timeout(timeout),
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = (await response.json()) as { readonly value: unknown };
    if (response.ok) return value as T;
    const { error, message } = value as { readonly error: string; readonly message: string };
    throw new Error(`${error}: ${message}`);
  }
}
