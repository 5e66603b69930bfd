export interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly resolved?: string;
        readonly integrity?: string;
        readonly link?: boolean;
        readonly dev?: boolean;
        readonly devOptional?: boolean;
        readonly hasInstallScript?: boolean;
      }
    >
  >;
}
export function lockFaults(lock: Lock): readonly string[];
export function readAudit(text: string):
  | {
      readonly asked: true;
      readonly grave: number;
      readonly counts: Readonly<Record<string, number>>;
    }
  | { readonly asked: false; readonly reason: string };
