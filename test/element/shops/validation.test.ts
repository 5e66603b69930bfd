/** Validation plug-ins, set up as the guide says: they check before Klarna is asked, and let the token through. */
import { expect, fixture, waitUntil } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, eventNames, useHarness } from '../../harness/checkout.js';
import { guideSample } from '../../harness/guide.js';
import { loadLibrary } from '../../harness/library.js';

const NAME = 'klarna_authorization_token';

/** The sample of the guide that loads this file. */
const sampleWith = async (file: string): Promise<DocumentFragment> =>
  document.createRange().createContextualFragment(await guideSample('existing-form', 'html', file));

const PLUG_INS = {
  'jQuery Validate with jQuery 3': {
    libraries: ['jquery-3/dist/jquery.js', 'jquery-validation/dist/jquery.validate.js'],
    file: 'jquery.validate.js',
    message: '.error:not(input)',
  },
  'jQuery Validate with jQuery 4': {
    libraries: ['jquery/dist/jquery.js', 'jquery-validation/dist/jquery.validate.js'],
    file: 'jquery.validate.js',
    message: '.error:not(input)',
  },
  Parsley: {
    libraries: ['jquery-3/dist/jquery.js', 'parsleyjs/dist/parsley.js'],
    file: 'parsley.js',
    message: '.parsley-errors-list li',
  },
} as const;

for (const [plugIn, { libraries, file, message }] of Object.entries(PLUG_INS))
  describe(`a form that ${plugIn} checks`, () => {
    const harness = useHarness();
    let sample: DocumentFragment;

    before(async () => {
      for (const library of libraries) await loadLibrary(library);
    });
    beforeEach(async () => {
      sample = await sampleWith(file);
    });

    async function shop(): Promise<{ form: HTMLFormElement; checkout: KlarnaCheckout }> {
      const host = await fixture<HTMLElement>('<div></div>');
      // The libraries are there already, and a `const` of a page can be said once only.
      for (const script of sample.querySelectorAll('script')) {
        if (script.src) script.remove();
        else script.textContent = `{${script.textContent}}`;
      }
      host.append(sample, Object.assign(document.createElement('iframe'), { name: 'shop' }));
      const form = host.querySelector('form')!;
      form.target = 'shop';
      form.action = '/test-endpoint/elsewhere?type=text/html';
      return { form, checkout: host.querySelector('klarna-checkout')! };
    }

    const sent = (form: HTMLFormElement): Promise<FormData> =>
      new Promise((resolve) =>
        form.addEventListener('formdata', ({ formData }) => resolve(formData), { once: true }),
      );

    it('asks Klarna only once the plug-in is content, and sends the token once', async () => {
      const { form, checkout } = await shop();
      await agree(checkout);
      const email = form.querySelector('input')!;
      expect(form.noValidate).to.equal(true);
      form.querySelector('button')!.click();
      await waitUntil(() => form.querySelector(message)?.textContent);
      expect(eventNames(harness)).to.not.include('state:authorizing');
      expect((await checkout.authorize()).type).to.equal('vetoed');

      email.value = 'anna@example.com';
      const data = sent(form);
      form.querySelector('button')!.click();
      const tokens = (await data).getAll(NAME);
      expect(tokens).to.have.length(1);
      expect(tokens[0]).to.match(/^[0-9a-f-]{36}$/);
      expect(eventNames(harness).filter((name) => name === 'authorized')).to.have.length(1);
    });
  });

describe('a button outside the form that asks for --authorize', () => {
  const harness = useHarness();

  async function shop(attributes: string): Promise<{
    checkout: KlarnaCheckout;
    field: HTMLInputElement;
    press: () => void;
  }> {
    const host = await fixture<HTMLElement>(
      `<div><form method="post" ${attributes}><fieldset><input required>
         <klarna-checkout id="klarna" endpoint="/klarna"></klarna-checkout></fieldset></form>
       <button type="button" command="--authorize" commandfor="klarna">Buy</button></div>`,
    );
    const checkout = host.querySelector('klarna-checkout')!;
    checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await agree(checkout);
    return {
      checkout,
      field: host.querySelector('input')!,
      press: () => host.querySelector<HTMLElement>('[command]')!.click(),
    };
  }

  it('has the browser check the form first, and asks nothing while it is not valid', async () => {
    const { checkout, field, press } = await shop('');
    let invalid = 0;
    field.addEventListener('invalid', () => (invalid += 1));
    press();
    expect(invalid).to.equal(1);
    expect(eventNames(harness)).to.not.include('before-authorize');
    field.value = 'x';
    press();
    await waitUntil(() => checkout.state === 'authorized');
  });

  it('leaves the check to klarna-before-authorize when the form is novalidate', async () => {
    const { checkout, press } = await shop('novalidate');
    press();
    await waitUntil(() => checkout.state === 'authorized');
  });

  it('is a press, so a disabled fieldset stops it', async () => {
    const { checkout, field, press } = await shop('novalidate');
    field.closest('fieldset')!.disabled = true;
    press();
    expect(eventNames(harness)).to.not.include('before-authorize');
    expect((await checkout.authorize()).type).to.equal('approved');
  });
});
