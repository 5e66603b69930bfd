/** Every effect that the machine asks for, with what runs it. */
import { reload } from '../../shop-page/navigate.js';
import type { Effect, EffectOf } from '../machine/model.js';
import type { EffectContext } from '../ports.js';
import { announce } from './announce.js';
import { Approvals } from './approval.js';
import { Operations } from './operation.js';
import { Sdk } from './sdk.js';
import { Sessions } from './session.js';
import { Widgets } from './widget.js';

/** Run also after the consent has been withdrawn. A new effect does not compile until it is here or below. */
type NeedsNoConsent =
  | 'abort-requests'
  | 'announce'
  | 'call-klarna'
  | 'check-later'
  | 'clear-fields'
  | 'disable-choice'
  | 'drop-token'
  | 'focus'
  | 'follow-order'
  | 'forget'
  | 'forget-token'
  | 'give-back'
  | 'hand-over-late'
  | 'lock'
  | 'mark-fields'
  | 'place-order'
  | 'refuse'
  | 'reload-page'
  | 'report'
  | 'save'
  | 'settle'
  | 'show-widget'
  | 'unload-widgets'
  | 'unlock'
  | 'unwatch'
  | 'watch'
  | 'withhold-token';

/** Not run once the consent is withdrawn, also not when a listener withdraws it in this very step. */
const NEEDS_CONSENT: Readonly<Partial<Record<Effect['type'], true>>> = {
  'load-sdk': true,
  'request-session': true,
  'load-widget': true,
  'update-session': true,
  'hand-over': true,
} satisfies Record<Exclude<Effect['type'], NeedsNoConsent>, true>;

export const needsConsent = ({ type }: Effect): boolean => NEEDS_CONSENT[type] ?? false;

type Table = { readonly [Type in Effect['type']]: (effect: EffectOf<Type>) => void };

export class Effects {
  readonly sessions: Sessions;
  readonly operations: Operations;
  readonly approvals: Approvals;
  readonly #table: Table;

  constructor(context: EffectContext) {
    const { element, page } = context;
    const sdk = new Sdk(context);
    const sessions = new Sessions(context);
    const approvals = new Approvals(context, sessions);
    const widgets = new Widgets(context, sessions);
    const operations = new Operations(context, sessions, approvals, widgets);
    let unlock: (() => void) | undefined;
    this.sessions = sessions;
    this.operations = operations;
    this.approvals = approvals;
    this.#table = {
      'load-sdk': () => sdk.load(),
      'request-session': ({ run }) => void sessions.request(run),
      'update-session': ({ update }) => void sessions.update(update),
      'abort-requests': () => {
        sdk.abort();
        sessions.release();
        sessions.stopExpiry();
      },
      'check-later': ({ checks }) => sessions.checkLater(checks),
      save: ({ stage }) => sessions.save(stage),
      forget: () => sessions.forget(),
      'load-widget': (effect) => widgets.load(effect),
      'show-widget': ({ category }) => void page.mounts.show(category),
      'unload-widgets': () => {
        operations.beforeUnload();
        widgets.clear();
        operations.afterUnload();
        if (!context.model.connected) approvals.afterRemoval();
      },
      'call-klarna': (effect) => operations.call(effect),
      watch: ({ operation }) => operations.watch(operation),
      unwatch: () => operations.unwatch(),
      refuse: ({ outcome }) => operations.refuse(outcome),
      settle: ({ outcome }) => operations.settle(outcome),
      'hand-over': ({ operation }) => approvals.handOver(operation),
      'hand-over-late': ({ operation }) => approvals.handOverLate(operation),
      'give-back': ({ operation }) => approvals.giveBack(operation),
      'drop-token': () => approvals.drop(),
      'withhold-token': () => page.clearToken(),
      'forget-token': ({ operation }) => approvals.forget(operation),
      'place-order': ({ order, operation }) => void approvals.placeOrder(order, operation),
      'follow-order': ({ answer }) => approvals.followOrder(answer),
      lock: () => {
        unlock?.();
        unlock = page.lock();
      },
      unlock: () => {
        unlock?.();
        unlock = undefined;
      },
      'mark-fields': ({ fields }) => {
        const unmatched = page.markFields(fields, element.text().invalidField);
        element.emit('klarna-invalid-fields', { fields, unmatched });
      },
      'clear-fields': () => page.data.clear(),
      'disable-choice': () => page.disableChoice(),
      focus: ({ on }) => page.focus(on),
      'reload-page': reload,
      report: ({ fault }) => context.report(fault),
      announce: ({ what }) => announce(context, what),
    };
  }

  run(effect: Effect): void {
    this.#run(effect);
  }

  #run<Type extends Effect['type']>(effect: EffectOf<Type>): void {
    this.#table[effect.type](effect);
  }
}
