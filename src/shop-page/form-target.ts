/** Whether a form may carry an authorization token to where it is sent. */

/**
 * GET would put the token into the URL, a dialog would throw it away, another origin would read it.
 *
 * @param origins - besides the page's own
 */
export function mayCarryToken(
  form: HTMLFormElement,
  submitter: Element | null,
  origins: readonly string[],
): boolean {
  const read = (name: string): string =>
    submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
  return /^post$/i.test(read('method')) && isOwn(read('action'), origins);
}

/** Without an action the form goes to the page's own address, whatever its `<base>` says. */
function isOwn(action: string, origins: readonly string[]): boolean {
  if (!action) return true;
  try {
    const { origin, protocol } = new URL(action, document.baseURI);
    const isPage = origin === location.origin && protocol === location.protocol;
    return isPage || origins.includes(origin);
  } catch {
    return false;
  }
}
