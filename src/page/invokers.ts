/** Buttons anywhere on the page: `<button type="button" command="--authorize" commandfor="id">`. */

const COMMANDS = ['--authorize', '--finalize', '--retry'] as const;
export type Command = (typeof COMMANDS)[number];

const isCommand = (text: string | null | undefined): text is Command =>
  COMMANDS.some((command) => command === text);

/** Runs `invoked` in the task of the press; where the engine lacks invokers, the clicks are read instead. */
export function onCommand(
  target: HTMLElement,
  invoked: (command: Command) => void,
  signal: AbortSignal,
): void {
  target.addEventListener(
    'command',
    (event) => {
      const { command } = event as Event & { readonly command?: string };
      if (isCommand(command)) invoked(command);
    },
    { signal },
  );
  if ('commandForElement' in HTMLButtonElement.prototype) return;
  target.getRootNode().addEventListener(
    'click',
    (event) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const button = event.target.closest('button[command][commandfor]');
      const command = button?.getAttribute('command');
      const isUsable = button instanceof HTMLButtonElement && button.matches(':enabled');
      if (isUsable && button.getAttribute('commandfor') === target.id && isCommand(command)) {
        invoked(command);
      }
    },
    { signal },
  );
}
