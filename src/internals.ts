/** `ElementInternals` as this code uses them, also where a browser has only some of them. */

/** What an element knows about its form. */
export interface FormInternals extends Pick<ElementInternals, 'form' | 'willValidate'> {
  /** The browser has no form-associated custom elements (before Firefox 98, Safari 16.4): nothing can be sold. */
  readonly isMissing: boolean;
  readonly states: CustomStateSet | undefined;
}

export function formInternals(host: HTMLElement): FormInternals {
  const internals = attach(host);
  const isMissing = !('form' in internals);
  return {
    isMissing,
    states: customStates(internals),
    get form() {
      return isMissing ? host.closest('form') : (internals.form ?? null);
    },
    get willValidate() {
      return internals.willValidate ?? false;
    },
  };
}

/** The custom states of an element without a form. */
export const statesOf = (host: HTMLElement): CustomStateSet | undefined =>
  customStates(attach(host));

const attach = (host: Partial<HTMLElement>): Partial<ElementInternals> =>
  host.attachInternals?.() ?? {};

/**
 * Undefined in browsers that have none (before Firefox 126, Safari 17.4) or want their names to begin with two
 * hyphens (before Chrome 125).
 */
function customStates({ states }: Partial<ElementInternals>): CustomStateSet | undefined {
  try {
    states?.add('any');
    states?.clear();
    return states;
  } catch {
    return undefined;
  }
}
