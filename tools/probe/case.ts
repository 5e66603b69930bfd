/** A case of the probe: what a page does with Klarna's SDK, and what Klarna's own frames and files do meanwhile. */

/** What a fake frame of Klarna's does with one of the SDK's calls. */
export interface FrameCall {
  readonly args?: readonly unknown[];
  /** Milliseconds. */
  readonly delay?: number;
  /** How often a frame answers; the SDK relays the first answer alone. */
  readonly times?: number;
  /** The overlay closes after so many milliseconds. */
  readonly overlay?: number;
  readonly pre?: readonly {
    readonly rpc?: string;
    readonly action?: string;
    readonly height?: number | string;
    readonly args?: readonly string[];
  }[];
}

export interface Case {
  readonly name: string;
  /** Runs in the page; passed there as text. */
  readonly run: { toString(): string };
  readonly csp?: string;
  readonly frames?: {
    readonly main?: Readonly<Record<string, unknown>>;
    readonly popup?: { readonly onReady?: readonly unknown[] };
    readonly mainNet?: 'hang' | 'abort' | '500';
  };
  /** The purchase-flow library of the mode without a frame. */
  readonly apf?: {
    readonly result?: unknown;
    readonly delay?: number;
    readonly abort?: boolean;
    readonly reject?: boolean;
    readonly throw?: boolean;
    readonly noErrors?: boolean;
    readonly net?: '404' | 'empty' | 'hang';
  };
  readonly statik?: '404' | 'hang';
  readonly delegated?: 'self' | 'newest' | '404' | 'hang';
}
