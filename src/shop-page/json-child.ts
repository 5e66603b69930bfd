/** Data that a server renders into the page: `<script type="application/json" data-…>` inside the element. */

/**
 * Undefined where there is no such child.
 *
 * @throws SyntaxError where its text is no JSON
 */
export function readJsonChild(host: Element, attribute: string): unknown {
  const script = host.querySelector(`:scope > script[type="application/json"][${attribute}]`);
  return script ? (JSON.parse(script.textContent) as unknown) : undefined;
}
