/** Klarna's widget: which category is loaded, what its answers mean, when it is loaded again. */
import type { LoadReading } from './outcome.js';
import type { Model, Step } from './model.js';
import { fail, idle, isPresent, release, stay, step, then } from './step.js';

/** Loads the selected category, or the first that is offered. */
export function loadSelected(model: Model): Step {
  const wanted = model.offered.find(({ identifier }) => identifier === model.selected);
  const category = wanted ?? model.offered[0];
  return category ? load(model, category.identifier) : unavailable(model);
}

export function load(model: Model, category: string): Step {
  if (!isPresent(model)) return idle(model);
  const id = model.serial + 1;
  return step(
    {
      ...model,
      state: 'loading',
      serial: id,
      load: id,
      selected: category,
      loaded: model.loaded.filter((other) => other !== category),
      fault: undefined,
      retryAt: 'nowhere',
    },
    { type: 'show-widget', category },
    { type: 'load-widget', load: id, category },
    // A page that is loaded anew begins here, not at a review step of before.
    { type: 'save', stage: 'started' },
  );
}

function unavailable(model: Model): Step {
  return step(
    { ...model, state: 'unavailable', selected: undefined, load: undefined },
    { type: 'unload-widgets' },
    { type: 'announce', what: { name: 'klarna-unavailable', tried: model.tried } },
    { type: 'leave-choice' },
  );
}

export function loadSettled(model: Model, id: number, reading: LoadReading): Step {
  const { selected } = model;
  if (id !== model.load || selected === undefined) return stay(model);
  switch (reading.type) {
    case 'shown': {
      const shown = ready({ ...model, load: undefined, loaded: [...model.loaded, selected] });
      if (reading.invalidFields.length === 0) return shown;
      return then(shown, (current) =>
        step(current, { type: 'mark-fields', fields: reading.invalidFields }),
      );
    }
    case 'refused':
      return loadSelected({
        ...model,
        load: undefined,
        tried: [...model.tried, selected],
        offered: model.offered.filter(({ identifier }) => identifier !== selected),
      });
    case 'failed': {
      // Whatever loads next finds an empty place.
      const emptied = step({ ...model, loaded: [] }, { type: 'unload-widgets' });
      return then(emptied, (current) => fail(current, reading.fault, 'load'));
    }
  }
}

/** The widget of the selected category shows the present cart. */
export function ready(model: Model): Step {
  const { selected } = model;
  if (selected === undefined || !model.loaded.includes(selected)) return loadSelected(model);
  return step(
    { ...model, state: 'ready', fault: undefined, retryAt: 'nowhere' },
    { type: 'announce', what: { name: 'klarna-ready', category: selected } },
  );
}

export function selected(model: Model, category: string): Step {
  const isOffered = model.offered.some(({ identifier }) => identifier === category);
  if (!isOffered || category === model.selected) return stay(model);
  const canSwitch =
    model.state === 'ready' || model.state === 'loading' || model.state === 'authorized';
  if (!canSwitch) return stay(model);
  // What the update says decides what is loaded: it is waited for.
  if (model.update !== undefined) {
    return step({ ...model, selected: category }, { type: 'show-widget', category });
  }
  return then(release(model), (current) => {
    if (!current.loaded.includes(category)) return load(current, category);
    const shown = step(
      { ...current, selected: category, load: undefined },
      { type: 'show-widget', category },
    );
    return then(shown, ready);
  });
}

/** Back behind the shop's other methods; a widget that shows the present cart stays. */
export function asleep(model: Model): Step {
  const { selected } = model;
  if (selected === undefined || !model.loaded.includes(selected)) return idle(model);
  return stay({ ...model, state: 'ready', fault: undefined, retryAt: 'nowhere' });
}

/** The page deleted Klarna's container, as morphing libraries do. */
export function mountLost(model: Model): Step {
  const emptied: Model = { ...model, loaded: [] };
  const isShown =
    model.state === 'ready' || (model.state === 'loading' && model.update === undefined);
  return isShown ? loadSelected({ ...emptied, load: undefined }) : stay(emptied);
}
