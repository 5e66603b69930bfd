/** What the samples for Svelte and Angular import, as far as they do: neither is installed here. */
declare module 'svelte/elements' {
  export interface HTMLAttributes<T extends EventTarget> {
    readonly element?: T;
  }
  export interface SvelteHTMLElements {
    readonly div: HTMLAttributes<HTMLDivElement>;
  }
}

declare module '@angular/core' {
  export const CUSTOM_ELEMENTS_SCHEMA: { readonly name: string };
  export function Component(about: {
    readonly selector: string;
    readonly schemas: readonly object[];
    readonly template: string;
  }): <Class extends abstract new () => object>(target: Class) => void;
}
