/** What the sample for Svelte imports, as far as it does. */
declare module 'svelte/elements' {
  export interface HTMLAttributes<T extends EventTarget> {
    readonly element?: T;
  }
  export interface SvelteHTMLElements {
    readonly div: HTMLAttributes<HTMLDivElement>;
  }
}
