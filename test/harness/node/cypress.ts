/** As much of Cypress's types as the samples need, which are compiled here and not run. */
interface Chain<Subject> {
  then(work: (subject: Subject) => void): Chain<Subject>;
  its(path: string): { then<Value>(work: (subject: Value) => void): Chain<Value> };
  click(): Chain<Subject>;
  should(chainer: string, ...values: unknown[]): Chain<Subject>;
}

interface CaughtRequest {
  readonly url: string;
  readonly body: unknown;
  reply(status: number, body: string, headers: Record<string, string>): void;
}

interface Cypress {
  intercept(
    matcher:
      string | { readonly hostname?: RegExp; readonly method?: string; readonly url?: string },
    response:
      | { forceNetworkError: true }
      | { headers: Record<string, string>; body: string }
      | ((request: CaughtRequest) => void | Promise<void>),
  ): Chain<null>;
  readFile(path: string): Chain<string>;
  visit(path: string): Chain<Window>;
  contains(selector: string, text: string, options?: { includeShadowDom: boolean }): Chain<Element>;
  get(selector: string): Chain<Element>;
  window(): Chain<Window>;
}

export declare const cy: Cypress;
export declare const expect: (value: unknown) => {
  readonly to: { readonly have: { length(count: number): void } };
};
