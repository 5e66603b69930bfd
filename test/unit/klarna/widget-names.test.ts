import { expect } from '@open-wc/testing';
import { WidgetNames } from '../../../src/klarna/widget-names.js';

let container: HTMLElement;
const all: WidgetNames[] = [];

/** The names of one element. */
function element(): WidgetNames {
  const names = new WidgetNames();
  all.push(names);
  return names;
}

/** A frame as Klarna puts it into the page. */
function frame(id: string, parent: HTMLElement = document.body): HTMLElement {
  const node = document.createElement('iframe');
  node.id = id;
  parent.append(node);
  return node;
}

describe('the name of a widget', () => {
  beforeEach(() => {
    container = document.createElement('div');
    document.body.append(container);
  });

  afterEach(() => {
    container.remove();
    for (const names of all.splice(0)) names.release();
  });

  it('is the plain one when the category stands on the page once', () => {
    const first = element();
    expect(first.take('pay_later', container)).to.equal(undefined);
    expect(first.get('pay_later')).to.equal(undefined);
    expect(first.take('pay_later', container), 'loaded again').to.equal(undefined);
  });

  it('is an instance of its own when another element has the category', () => {
    element().take('pay_later', container);
    const second = element();
    const instance = second.take('pay_later', container);
    expect(instance).to.match(/^klarna-checkout-[1-9]\d*$/);
    expect(second.get('pay_later')).to.equal(instance);
    expect(second.take('pay_later', container), 'loaded again').to.equal(instance);
    expect(element().take('pay_later', container), 'a third').to.not.equal(instance);
  });

  it('is the plain one of each category', () => {
    element().take('pay_later', container);
    expect(element().take('pay_over_time', container)).to.equal(undefined);
  });

  it('is left to Klarna when the session names no category', () => {
    element().take('', container);
    const second = element();
    expect(second.take('', container)).to.equal(undefined);
    expect(second.get('')).to.equal(undefined);
  });

  it('is free again when its owner is gone', () => {
    const first = element();
    const second = element();
    first.take('pay_later', container);
    first.release();
    expect(second.take('pay_later', container)).to.equal(undefined);
    expect(element().take('pay_later', container)).to.not.equal(undefined);
  });

  it('stays with its owner when another element is gone', () => {
    element().take('pay_later', container);
    const second = element();
    second.take('pay_later', container);
    second.take('pay_over_time', container);
    second.release();
    expect(second.get('pay_later')).to.equal(undefined);
    expect(second.take('pay_later', container)).to.not.equal(undefined);
    expect(element().take('pay_over_time', container), 'was released').to.equal(undefined);
  });

  it('stays an instance when the owner of the plain name is gone meanwhile', () => {
    const first = element();
    const second = element();
    first.take('pay_later', container);
    const instance = second.take('pay_later', container);
    first.release();
    expect(second.take('pay_later', container)).to.equal(instance);
  });

  it('is an instance when the shop itself has loaded the category', () => {
    const shops = frame('klarna-pay-over-time-main');
    expect(element().take('pay_over_time', container)).to.not.equal(undefined);
    expect(element().take('PAY_OVER_TIME', container), 'ids are in small letters').to.not.equal(
      undefined,
    );
    expect(element().take('pay_later', container), 'another category').to.equal(undefined);
    shops.remove();
  });

  it('is the plain one when the frame is in its own container', () => {
    frame('klarna-pay-later-main', container);
    expect(element().take('pay_later', container)).to.equal(undefined);
  });

  it('is known to every copy of the code on the page', async () => {
    element().take('pay_later', container);
    const copy = '/src/klarna/widget-names.ts?copy';
    const other = (await import(copy)) as { readonly WidgetNames: typeof WidgetNames };
    const names = new other.WidgetNames();
    expect(other.WidgetNames).to.not.equal(WidgetNames);
    expect(names.take('pay_later', container)).to.not.equal(undefined);
  });
});
