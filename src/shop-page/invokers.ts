/** Buttons anywhere on the page: `<button type="button" command="--authorize" commandfor="id">`. */

/**
 * Runs `invoked` in the task of the press; where the engine lacks invokers, the clicks are read instead.
 * It receives every command of the page, also those of other elements.
 */
export function onCommand(
  target: HTMLElement,
  invoked: (command: string | null | undefined) => void,
  signal: AbortSignal,
): void {
  target.addEventListener(
    'command',
    (event) => invoked((event as Event & { readonly command?: string }).command),
    { signal },
  );
  if ('commandForElement' in HTMLButtonElement.prototype) return;
  target.getRootNode().addEventListener(
    'click',
    (event) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const button = event.target.closest('button[command][commandfor]:enabled');
      if (button?.getAttribute('commandfor') === target.id) invoked(button.getAttribute('command'));
    },
    { signal },
  );
}
