import { expect, fixture } from '@open-wc/testing';
import { lockPage } from '../../../src/shop-page/lock.js';

const page = (): Promise<HTMLElement> =>
  fixture<HTMLElement>(`
    <form>
      <fieldset id="address"><input></fieldset>
      <div id="method">
        <p id="beside"></p>
        <div id="checkout"><span id="inside"></span></div>
        <div id="klarna-pay-later-fullscreen"><b id="klarnas"></b></div>
      </div>
      <button id="buy">Buy</button>
      <p id="already" inert></p>
    </form>`);

const inert = (root: Element): string[] =>
  Array.from(root.querySelectorAll('[inert]'), ({ id }) => id).sort();

const get = (root: Element, id: string): Element => {
  const found = root.querySelector(`#${id}`);
  if (!found) throw new Error(id);
  return found;
};

describe('lockPage', () => {
  it('makes the siblings on the way inert, and nothing of what must stay usable', async () => {
    const form = await page();
    lockPage(form, [get(form, 'checkout')]);
    expect(inert(form)).to.deep.equal(['address', 'already', 'beside', 'buy']);
  });

  it('gives the page back exactly as it was', async () => {
    const form = await page();
    const before = form.outerHTML;
    lockPage(form, [get(form, 'checkout')])();
    expect(form.outerHTML).to.equal(before);
  });

  it('leaves what the page itself changed meanwhile', async () => {
    const form = await page();
    const unlock = lockPage(form, [get(form, 'checkout')]);
    get(form, 'buy').setAttribute('inert', '');
    get(form, 'address').removeAttribute('inert');
    unlock();
    expect(inert(form)).to.deep.equal(['already', 'buy']);
  });

  it('leaves alone what is added later', async () => {
    const form = await page();
    const unlock = lockPage(form, [get(form, 'checkout')]);
    const late = document.createElement('p');
    form.append(late);
    expect(late.hasAttribute('inert')).to.be.false;
    unlock();
  });

  it('keeps every node that must stay usable, also through shadow roots', async () => {
    const form = await page();
    const host = get(form, 'beside');
    const inner = document.createElement('i');
    host.attachShadow({ mode: 'open' }).append(inner);
    lockPage(form, [get(form, 'checkout'), inner]);
    expect(inert(form)).to.deep.equal(['address', 'already', 'buy']);
  });

  it('locks a whole root that has nothing to keep', async () => {
    const form = await page();
    const unlock = lockPage(get(form, 'address'), [get(form, 'checkout')]);
    expect(inert(form)).to.deep.equal(['address', 'already']);
    unlock();
    expect(inert(form)).to.deep.equal(['already']);
  });

  it('has nothing to do without a root', () => {
    expect(() => lockPage(null, [])()).to.not.throw();
  });

  it('does not mind when the page removes what was locked', async () => {
    const form = await page();
    const unlock = lockPage(form, [get(form, 'checkout')]);
    get(form, 'address').remove();
    unlock();
    expect(inert(form)).to.deep.equal(['already']);
  });
});
