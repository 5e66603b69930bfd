import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { markInvalid, type Marks } from '../../../../src/shop-page/fields/index.js';
import { loadStyles } from '../../../harness/library.js';
import { formWith, input, inputs, sourceOf } from './form.js';

const SAYS = 'Please check this.';

const messages = (root: ParentNode): HTMLElement[] =>
  Array.from(root.querySelectorAll<HTMLElement>('.klarna-field-message'));

/** Names of the controls that are marked, in tree order. */
const invalid = (root: ParentNode): (string | null)[] =>
  Array.from(root.querySelectorAll('[aria-invalid="true"]'), (control) =>
    control.getAttribute('name'),
  );

/** What a screen reader says after the control's name. */
function description(control: Element): string {
  const root = control.getRootNode() as Document | ShadowRoot;
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => root.getElementById(id)?.textContent ?? '?').join(' | ');
}

const edit = (control: Element, type = 'input'): boolean =>
  control.dispatchEvent(new Event(type, { bubbles: true }));

describe('markInvalid', () => {
  let marks: Marks | undefined;
  const mark = (form: HTMLFormElement | null, ...names: string[]): Marks =>
    (marks = markInvalid(sourceOf(form), { customerType: 'person' }, names, SAYS));

  afterEach(() => {
    marks?.clear();
    marks = undefined;
  });

  describe('the marked inputs', () => {
    const both = inputs({
      'billing name': 'Anna Berg',
      'billing street-address': 'Hauptstraße 1',
      'billing email': 'a@example.com',
      'billing country-name': 'Germany',
      'shipping given-name': 'Eva',
      'shipping postal-code': '10115',
      'tel-country-code': '+49',
      'tel-national': '30 123456',
      bday: '1970-07-10',
    });
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['billing_address.email', ['billing email']],
      ['billing_address.given_name', ['billing name']],
      ['billing_address.family_name', ['billing name']],
      ['billing_address.street_address', ['billing street-address']],
      ['billing_address.street_address2', ['billing street-address']],
      ['billing_address.country', ['billing country-name']],
      ['billing_address.phone', ['tel-country-code', 'tel-national']],
      ['shipping_address.given_name', ['shipping given-name']],
      ['shipping_address.postal_code', ['shipping postal-code']],
      ['customer.date_of_birth', ['bday']],
      // Two addresses on the page: neither stands for the other.
      ['shipping_address.email', []],
      ['billing_address.postal_code', []],
      ['customer.gender', []],
      ['purchase_currency', []],
      ['billing_address', []],
      ['billing_address.', []],
      ['billing_address.name', []],
      ['billing_address.email.x', []],
      ['__proto__.email', []],
      ['', []],
    ];
    for (const [name, expected] of cases)
      it(`finds ${expected.join(' and ') || 'nothing'} for "${name}"`, async () => {
        const form = await formWith(both);
        const { unmatched } = mark(form, name);
        expect(invalid(form)).to.deep.equal(expected);
        expect(unmatched).to.deep.equal(expected.length > 0 ? [] : [name]);
        expect(messages(form)).to.have.length(expected.length > 0 ? 1 : 0);
      });

    it('takes the billing inputs for shipping where there is one address', async () => {
      const form = await formWith(inputs({ 'street-address': 'x', email: 'a@example.com' }));
      mark(form, 'shipping_address.street_address', 'shipping_address.email');
      expect(invalid(form)).to.deep.equal(['street-address', 'email']);
    });

    it('takes the shipping inputs for billing where there is one address', async () => {
      const form = await formWith(inputs({ email: '', 'shipping street-address': 'x' }));
      mark(form, 'billing_address.street_address', 'shipping_address.email');
      expect(invalid(form)).to.deep.equal(['email', 'shipping street-address']);
    });

    it('marks all three inputs of a date of birth, with one message after the last', async () => {
      const form = await formWith(inputs({ 'bday-day': '7', 'bday-month': '3', 'bday-year': '' }));
      mark(form, 'customer.date_of_birth');
      expect(invalid(form)).to.deep.equal(['bday-day', 'bday-month', 'bday-year']);
      expect(messages(form)).to.have.length(1);
      for (const control of form.elements) expect(description(control)).to.equal(SAYS);
      expect(form.lastElementChild).to.equal(messages(form)[0]);
    });

    it('marks the named field, or else the first with something in it', async () => {
      const form = await formWith(
        `<input name="a" autocomplete="email"><input name="b" autocomplete="email" value="x@y.z">
         <input name="c" autocomplete="postal-code" value="1">
         <input name="d" data-klarna-field="billing_address.postal_code" value="2">`,
      );
      mark(form, 'billing_address.email', 'billing_address.postal_code');
      expect(invalid(form)).to.deep.equal(['b', 'd']);
    });

    it('marks nothing that is hidden, disabled or not shown', async () => {
      const form = await formWith(
        `<input type="hidden" data-klarna-field="billing_address.email" value="x@y.z">
         <input autocomplete="tel" disabled><p hidden><input autocomplete="postal-code"></p>`,
      );
      const names = ['email', 'phone', 'postal_code'].map((name) => `billing_address.${name}`);
      expect(mark(form, ...names).unmatched).to.deep.equal(names);
      expect(invalid(form)).to.deep.equal([]);
    });

    it('gives back the first marked input of the page, whatever the order of the names', async () => {
      const form = await formWith(inputs({ 'given-name': '', email: '', tel: '' }));
      const { first } = mark(form, 'billing_address.phone', 'x', 'billing_address.email');
      expect(first).to.equal(form.elements[1]);
    });

    it('leaves out what was filled in and not understood', async () => {
      const form = await formWith(
        inputs({ country: 'US', 'address-level1': 'Somewhere', bday: '10.07.1970', email: 'x' }),
      );
      const names = ['billing_address.region', 'customer.date_of_birth'];
      const { unmatched } = mark(form, ...names, 'billing_address.email');
      expect(unmatched).to.deep.equal(names);
      expect(invalid(form)).to.deep.equal(['email']);
    });

    it('marks the same fields where they are empty, or hold what was sent', async () => {
      for (const region of ['', 'NY']) {
        const form = await formWith(inputs({ country: 'US', 'address-level1': region }));
        mark(form, 'billing_address.region');
        expect(invalid(form)).to.deep.equal(['address-level1']);
      }
    });

    it('marks all inputs that one selector joins', async () => {
      const form = await formWith(
        '<input name="number" value="5"><input name="street" value="Main St">',
      );
      const source = sourceOf(form, {
        'billing_address.street_address': '[name=street], [name=number]',
      });
      const names = ['billing_address.street_address'];
      marks = markInvalid(source, { customerType: 'person' }, names, SAYS);
      expect(invalid(form)).to.deep.equal(['number', 'street']);
      expect(messages(form)).to.have.length(1);
      expect(marks.first?.getAttribute('name')).to.equal('number');
    });

    it('finds nothing without a form', () => {
      const { unmatched, first } = mark(null, 'billing_address.email', 'billing_address.email');
      expect(unmatched).to.deep.equal(['billing_address.email']);
      expect(first).to.equal(undefined);
    });

    it('says it once where one input stands for several names', async () => {
      const form = await formWith(input('name', 'A'));
      mark(
        form,
        'billing_address.given_name',
        'shipping_address.given_name',
        'billing_address.family_name',
      );
      expect(messages(form).map(({ textContent }) => textContent)).to.deep.equal([SAYS]);
      expect(description(form.elements[0]!)).to.equal(SAYS);
    });
  });

  describe('the message', () => {
    it('is tied to its input and shown after it, as text', async () => {
      const form = await formWith(inputs({ email: 'x', tel: '1' }));
      marks = markInvalid(
        sourceOf(form),
        { customerType: 'person' },
        ['billing_address.email'],
        '<b>No</b>',
      );
      const [message] = messages(form);
      expect(message?.previousElementSibling).to.equal(form.elements[0]);
      expect(message?.textContent).to.equal('<b>No</b>');
      expect(message?.checkVisibility()).to.equal(true);
      expect(message?.hasAttribute('style')).to.equal(false);
      expect(description(form.elements[0]!)).to.equal('<b>No</b>');
    });

    const places: readonly (readonly [string, string, string])[] = [
      [
        'after a label around the input',
        '<label>Email <input autocomplete="email"></label><i></i>',
        'label',
      ],
      [
        'after a label that follows the input',
        '<input id="e" autocomplete="email"><label for="e">Email</label><i></i>',
        'label',
      ],
      [
        "before another input's label",
        '<input class="e" autocomplete="email"><label for="other">Name</label><input id="other">',
        '.e',
      ],
      [
        'within its cell of a table',
        '<table><tbody><tr><td><input class="e" autocomplete="email"></td><td></td></tr></tbody></table>',
        '.e',
      ],
      [
        'after the last of several radios and its label',
        `<ul><li><label><input type="radio" name="t" autocomplete="honorific-prefix" value="A">A</label></li>
         <li><input type="radio" id="r" name="t" autocomplete="honorific-prefix" value="B"><label class="last" for="r">B</label></li></ul>`,
        '.last',
      ],
    ];
    for (const [what, content, before] of places)
      it(`is placed ${what}`, async () => {
        const form = await formWith(content);
        mark(form, 'billing_address.email', 'billing_address.title');
        expect(messages(form)).to.have.length(1);
        expect(messages(form)[0]?.previousElementSibling).to.equal(form.querySelector(before));
      });

    it('is placed before the table, never inside it, when its input is in a row', async () => {
      const form = await formWith('<table><tbody><tr></tr></tbody></table>');
      form.querySelector('tr')!.innerHTML = '';
      const control = document.createElement('input');
      control.autocomplete = 'email';
      form.querySelector('tr')!.append(control);
      mark(form, 'billing_address.email');
      expect(messages(form)[0]?.previousElementSibling).to.equal(form.querySelector('table'));
    });

    it('has an id of its own, and none of those that Klarna looks for', async () => {
      const form = await formWith(inputs({ email: 'x', tel: '1' }));
      mark(form, 'billing_address.email');
      const next = Number(messages(form)[0]!.id.replace(/\D/g, '')) + 1;
      const taken = messages(form)[0]!.id.replace(/\d+/, String(next));
      form.insertAdjacentHTML('beforebegin', `<p id="${taken}"></p>`);
      const others = markInvalid(
        sourceOf(form),
        { customerType: 'person' },
        ['billing_address.phone'],
        SAYS,
      );
      const ids = messages(form).map(({ id }) => id);
      others.clear();
      form.previousElementSibling?.remove();
      expect(new Set([...ids, taken])).to.have.property('size', 3);
      expect(ids.filter((id) => id.startsWith('klarna-'))).to.deep.equal([]);
    });

    it('is added to the description that is there', async () => {
      const form = await formWith(
        `<span id="hint">Where we write to</span>${input('email', 'x', 'aria-describedby="hint"')}`,
      );
      mark(form, 'billing_address.email');
      expect(description(form.elements[0]!)).to.equal(`Where we write to | ${SAYS}`);
    });

    for (const [scheme, colours] of [
      ['light', 'background: white; color: #222'],
      ['dark, by color-scheme', 'color-scheme: dark; background: Canvas; color: CanvasText'],
      ['dark, by colours alone', 'background: #111; color: #eee'],
    ] as const)
      it(`has contrast enough on a page that is ${scheme}`, async () => {
        const page = await fixture(
          `<div style="${colours}"><form><input autocomplete="email"></form></div>`,
        );
        mark(page.querySelector('form'), 'billing_address.email');
        const { color, borderInlineStartColor, borderInlineStartStyle, display } = getComputedStyle(
          messages(page)[0]!,
        );
        const ground = getComputedStyle(page).backgroundColor;
        expect(display).to.equal('block');
        expect(borderInlineStartStyle).to.equal('solid');
        expect(contrast(color, ground)).to.be.at.least(4.5);
        expect(contrast(borderInlineStartColor, ground)).to.be.at.least(3);
      });

    it('is nearer to its field than to the next one', async () => {
      const form = await formWith(
        inputs({ email: '', tel: '' }).replaceAll('<input', '<br><input'),
      );
      mark(form, 'billing_address.email');
      const [message] = messages(form);
      const { marginBlockStart, marginBlockEnd } = getComputedStyle(message!);
      expect(parseFloat(marginBlockEnd)).to.be.greaterThan(2 * parseFloat(marginBlockStart));
    });

    it('ends with its full stop in a page that is written from the right', async () => {
      const form = await formWith(input('email', ''));
      form.dir = 'rtl';
      mark(form, 'billing_address.email');
      const text = document.createTreeWalker(messages(form)[0]!, NodeFilter.SHOW_TEXT).nextNode();
      const [letter = Infinity, stop = 0] = [SAYS.length - 2, SAYS.length - 1].map((at) => {
        const range = document.createRange();
        range.setStart(text!, at);
        range.setEnd(text!, at + 1);
        return range.getBoundingClientRect().left;
      });
      expect(stop).to.be.greaterThan(letter);
    });

    it("yields to any rule of the shop's", async () => {
      const form = await formWith(
        `<style>span { display: inline-block } .klarna-field-message { border-width: 0 }</style>${input('email', '')}`,
      );
      mark(form, 'billing_address.email');
      const { display, borderInlineStartWidth } = getComputedStyle(messages(form)[0]!);
      expect(display).to.equal('inline-block');
      expect(borderInlineStartWidth).to.equal('0px');
    });

    it('is tied and styled inside a shadow root, with one sheet a root', async () => {
      const host = await fixture<HTMLElement>('<div></div>');
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = `<form>${inputs({ email: '', tel: '' })}</form>`;
      const form = root.querySelector('form')!;
      mark(form, 'billing_address.email', 'billing_address.phone').clear();
      mark(form, 'billing_address.email', 'billing_address.phone');
      expect(root.adoptedStyleSheets).to.have.length(1);
      expect(description(form.elements[1]!)).to.equal(SAYS);
      expect(getComputedStyle(messages(root)[0]!).display).to.equal('block');
    });

    it('leaves the sheets of the page as they are', async () => {
      const own = new CSSStyleSheet();
      document.adoptedStyleSheets = [own, ...document.adoptedStyleSheets];
      const form = await formWith(input('email', ''));
      mark(form, 'billing_address.email');
      expect(document.adoptedStyleSheets).to.include(own);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== own);
    });
  });

  describe('the message in the layouts of shops', () => {
    let styles: HTMLElement;
    before(async () => {
      styles = await loadStyles('bootstrap/dist/css/bootstrap.css');
    });
    after(() => styles.remove());

    const FIELD = '<input id="e" class="form-control" autocomplete="email">';
    const layouts: Readonly<Record<string, string>> = {
      'a group with a label in front of it': `<div class="input-group"><span class="input-group-text">@</span>${FIELD}</div>`,
      'a group that does not wrap': `<div class="d-flex"><label for="e">Email</label>${FIELD}<button type="button">?</button></div>`,
      'a label around it in a row': `<div class="d-flex"><label>Email ${FIELD}</label><i>or</i></div>`,
      'a floating label': `<div class="form-floating">${FIELD}<label for="e">Email</label></div>`,
      'a grid with labels beside their fields': `<div class="d-grid" style="grid-template-columns:auto 1fr"><label for="e">Email</label>${FIELD}
         <label for="t">Phone</label><input id="t"></div>`,
      'columns of a row': `<div class="row"><div class="col"><label for="e">Email</label>${FIELD}</div>
         <div class="col"><label for="t">Phone</label><input id="t"></div></div>`,
    };
    for (const [layout, markup] of Object.entries(layouts))
      it(`stands below its field, before the next one, in ${layout}`, async () => {
        const form = await formWith(`${markup}<p class="next">Next</p>`);
        mark(form, 'billing_address.email');
        const field = form.querySelector('#e')!;
        const [message] = messages(form);
        const box = message!.getBoundingClientRect();
        const of = field.getBoundingClientRect();
        expect(box.top).to.be.at.least(of.bottom - 1);
        expect(box.top - of.bottom).to.be.at.most(16);
        expect(box.left).to.be.at.most(of.right);
        const next = form.querySelector('.next')!.getBoundingClientRect();
        expect(box.bottom).to.be.at.most(next.top);
        expect(description(field)).to.equal(SAYS);
      });

    it('follows that of the field before, where two stand in one row', async () => {
      const form = await formWith(
        `<div class="d-flex"><input autocomplete="postal-code"><input autocomplete="email"></div>`,
      );
      mark(form, 'billing_address.postal_code', 'billing_address.email');
      const ids = Array.from(form.elements, (field) => field.getAttribute('aria-describedby'));
      expect(messages(form).map(({ id }) => id)).to.deep.equal(ids);
    });
  });

  describe('unmarking', () => {
    const page = `<p id="hint">Hint</p>
      <input autocomplete="email" aria-describedby=" hint  hint " aria-invalid="grammar">
      <label>Tel <input autocomplete="tel" aria-describedby=""></label>
      <input autocomplete="postal-code">`;
    const names = ['email', 'phone', 'postal_code'].map((name) => `billing_address.${name}`);

    it('restores exactly what was there', async () => {
      const form = await formWith(page);
      const before = form.outerHTML;
      const { clear } = mark(form, ...names);
      expect(form.outerHTML).to.not.equal(before);
      clear();
      expect(form.outerHTML).to.equal(before);
      clear();
      expect(form.outerHTML).to.equal(before);
    });

    for (const type of ['input', 'change'])
      it(`clears one field on ${type}`, async () => {
        const form = await formWith(
          inputs({ email: '', 'bday-day': '', 'bday-month': '', 'bday-year': '' }),
        );
        const before = form.outerHTML;
        mark(form, 'billing_address.email', 'customer.date_of_birth');
        edit(form.elements[2]!, type);
        expect(invalid(form)).to.deep.equal(['email']);
        expect(messages(form)).to.have.length(1);
        edit(form.elements[0]!, type);
        expect(form.outerHTML).to.equal(before);
      });

    it('clears when the shopper types', async () => {
      const form = await formWith(inputs({ email: '', tel: '' }));
      mark(form, 'billing_address.email', 'billing_address.phone').first?.focus();
      await sendKeys({ press: 'a' });
      expect(invalid(form)).to.deep.equal(['tel']);
    });

    it('clears when another radio of the group is chosen', async () => {
      const form = await formWith(
        ['A', 'B']
          .map((value) => `<input type="radio" name="t" autocomplete="sex" value="${value}">`)
          .join(''),
      );
      mark(form, 'customer.gender');
      expect(invalid(form)).to.have.length(2);
      (form.elements[1] as HTMLElement).click();
      expect(invalid(form)).to.deep.equal([]);
      expect(messages(form)).to.have.length(0);
    });

    it('keeps what the page itself changed meanwhile', async () => {
      const form = await formWith(page);
      const [email, tel, postcode] = form.elements as unknown as Iterable<Element>;
      const { clear } = mark(form, ...names);
      email!.setAttribute('aria-invalid', 'false');
      email!.setAttribute('aria-describedby', `${email!.getAttribute('aria-describedby')!} more`);
      tel!.removeAttribute('aria-invalid');
      tel!.removeAttribute('aria-describedby');
      postcode!.setAttribute('aria-describedby', `more  ${messages(form)[2]!.id}`);
      clear();
      expect(email!.getAttribute('aria-invalid')).to.equal('false');
      expect(email!.getAttribute('aria-describedby')).to.match(/^\s*hint\s+hint\s+more$/);
      expect(tel!.hasAttribute('aria-invalid')).to.equal(false);
      expect(tel!.hasAttribute('aria-describedby')).to.equal(false);
      expect(postcode!.getAttribute('aria-describedby')).to.equal('more');
    });

    it('does not throw when the page has removed inputs and messages', async () => {
      const form = await formWith(page);
      const [email, tel, postcode] = [...form.elements];
      const { clear } = mark(form, ...names);
      email!.remove();
      messages(form)[1]!.remove();
      postcode!.parentElement!.replaceChildren();
      clear();
      expect(email!.getAttribute('aria-describedby')).to.equal(' hint  hint ');
      expect(email!.getAttribute('aria-invalid')).to.equal('grammar');
      expect(tel!.getAttribute('aria-describedby')).to.equal('');
      expect(postcode!.hasAttribute('aria-invalid')).to.equal(false);
    });

    it('replaces the marks of an earlier call', async () => {
      const form = await formWith(page);
      const before = form.outerHTML;
      const earlier = mark(form, ...names);
      const later = mark(form, 'billing_address.email');
      expect(messages(form)).to.have.length(3);
      earlier.clear();
      expect(messages(form)).to.have.length(1);
      expect(form.querySelectorAll('[aria-invalid="true"]')).to.have.length(1);
      later.clear();
      expect(form.outerHTML).to.equal(before);
    });

    it('works on a form that is not in the page', () => {
      const form = document.createElement('form');
      form.innerHTML = input('email', 'x');
      expect(mark(form, 'billing_address.email').unmatched).to.have.length(1);
      marks?.clear();
      expect(form.innerHTML).to.equal(input('email', 'x').replace(' >', '>'));
    });
  });
});

/** Contrast of two computed colours, as WCAG 2.2 counts it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
