/**
 * The `Request` for the shop's own functions once the endpoint has read the body.
 *
 * Most of them look at a cookie only, and to make a `Request` takes longer than that. Where the platform allows it,
 * it is made when somebody looks at more than method, URL and headers.
 */
import type { IncomingRequest } from './types.js';

export interface RequestSource extends Pick<IncomingRequest, 'method' | 'url' | 'onGone'> {
  /** Makes them. */
  readonly headers: () => Headers;
}

export function bodilessRequest(source: RequestSource): Request {
  make ??= bestMake();
  return make(source);
}

type Make = (source: RequestSource) => Request;

/** Found with the first request: Node loads its own fetch when `Request` is touched. */
let make: Make | undefined;

function bestMake(): Make {
  /**
   * A signal that nobody looks at is not made. A class and no accessor of its own on each: that would keep the
   * request until the next full garbage collection.
   */
  class Bodiless extends Request {
    readonly #source: RequestSource;
    #signal: AbortSignal | undefined;

    constructor(source: RequestSource, headers: Headers) {
      super(source.url, { method: source.method, headers });
      this.#source = source;
    }

    override get signal(): AbortSignal {
      return (this.#signal ??= signalOf(this.#source));
    }
  }

  /** What is not here it has from `Request.prototype`, whose members look for the state of a request in it. */
  class Late {
    static {
      Object.setPrototypeOf(this.prototype, Request.prototype);
      // Node 20 and 22 keep that state under symbols of the object.
      for (const symbol of Object.getOwnPropertySymbols(new Request('http://localhost'))) {
        Object.defineProperty(this.prototype, symbol, {
          get(this: Late) {
            return Reflect.get(this.#made(), symbol) as unknown;
          },
        });
      }
    }

    readonly #source: RequestSource;
    #headers: Headers | undefined;
    #request: Request | undefined;

    constructor(source: RequestSource) {
      this.#source = source;
    }

    get method(): string {
      return this.#source.method;
    }

    get url(): string {
      return this.#source.url.href;
    }

    get headers(): Headers {
      return (this.#headers ??= this.#source.headers());
    }

    get signal(): AbortSignal {
      return this.#made().signal;
    }

    #made(): Request {
      if (this.#request) replaceHeaders(this.#request.headers, this.headers);
      else this.#request = new Bodiless(this.#source, this.headers);
      return this.#request;
    }
  }

  const makeLate: Make = (source) => new Late(source) as unknown as Request;
  return isTakenForOne(makeLate) ? makeLate : (source) => new Bodiless(source, source.headers());
}

/** Headers that were taken before the request was made may have been changed since. */
function replaceHeaders(old: Headers, present: Headers): void {
  for (const name of [...old.keys()]) old.delete(name);
  for (const [name, value] of present) old.append(name, value);
}

/** Not by Node 24, where that state is private to the class. */
function isTakenForOne(makeOne: Make): boolean {
  const url = new URL('http://localhost/');
  const headers = () => new Headers({ 'x-taken': 'yes' });
  try {
    const copy = new Request(
      makeOne({ method: 'POST', url, headers, onGone: () => () => undefined }),
    );
    return copy.method === 'POST' && copy.url === url.href && copy.headers.get('x-taken') === 'yes';
  } catch {
    return false;
  }
}

/** Aborts when the visitor goes away. */
export function signalOf(source: Pick<IncomingRequest, 'onGone'>): AbortSignal {
  const gone = new AbortController();
  source.onGone((reason) => gone.abort(reason));
  return gone.signal;
}
