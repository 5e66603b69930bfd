/** The purchase under test: it takes events one by one, and has the effects of the last one. */
import {
  type Effect,
  type FlowEvent,
  INITIAL,
  type Model,
  type Session,
} from '../../../src/flow/machine/model.js';
import type { LoadResult, OperationResult } from '../../../src/flow/machine/outcome.js';
import type { OrderResult, UpdateResult } from '../../../src/flow/machine/model.js';
import { transition } from '../../../src/flow/machine/transition.js';
import type { Operation, Purchase } from '../../../src/klarna/types.js';
import { SESSION } from '../../search/machine/samples.js';

export class TestPurchase {
  model: Model = INITIAL;
  /** What the last event asked for. */
  effects: readonly Effect[] = [];

  on(...events: readonly FlowEvent[]): this {
    for (const event of events) {
      const { model, effects } = transition(this.model, event);
      this.model = model;
      this.effects = effects;
    }
    return this;
  }

  get state(): Model['state'] {
    return this.model.state;
  }

  /** Types of the effects of the last event, in order. */
  get asked(): readonly Effect['type'][] {
    return this.effects.map(({ type }) => type);
  }

  /** The first effect of this type that the last event asked for. */
  effect<Type extends Effect['type']>(type: Type): Extract<Effect, { type: Type }> | undefined {
    return this.effects.find(
      (effect): effect is Extract<Effect, { type: Type }> => effect.type === type,
    );
  }

  session(session: Session = SESSION): this {
    return this.on({ type: 'session-answered', run: this.model.run, session });
  }

  loads(result: LoadResult = { type: 'shown', invalidFields: [] }): this {
    return this.on({ type: 'load-settled', load: this.model.load ?? 0, result });
  }

  press(kind: Operation = 'authorize', purchase: Purchase = {}): this {
    return this.on({ type: 'pressed', kind, purchase });
  }

  klarna(result: OperationResult): this {
    return this.on({
      type: 'operation-settled',
      operation: this.model.operation?.id ?? 0,
      result,
    });
  }

  updates(result: UpdateResult): this {
    return this.on({ type: 'update-settled', update: this.model.update ?? 0, result });
  }

  orders(result: OrderResult): this {
    return this.on({ type: 'order-settled', order: this.model.order ?? 0, result });
  }
}

export const fresh = (): TestPurchase => new TestPurchase();
export const asking = (): TestPurchase => fresh().on({ type: 'connected' });
export const starting = (): TestPurchase => asking().on({ type: 'consented', source: 'prompt' });
export const loading = (session?: Session): TestPurchase =>
  starting().on({ type: 'sdk-ready' }).session(session);
export const ready = (session?: Session): TestPurchase => loading(session).loads();
export const authorizing = (session?: Session): TestPurchase => ready(session).press();
export const authorized = (session?: Session): TestPurchase =>
  authorizing(session).klarna({ type: 'approved' });
export const placing = (session?: Session): TestPurchase =>
  authorized(session).on({ type: 'order-wanted' });
export const reviewing = (): TestPurchase => authorizing().klarna({ type: 'finalize-required' });
export const abandoned = (): TestPurchase => authorizing().on({ type: 'given-up' });
