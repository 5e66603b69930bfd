/** The page on which a person decides: amount, and real buttons. */
import type { Choice, Method } from '../script/outcomes.js';
import type { Session } from '../sdk/session.js';
import { amountText, banner, dress, make, TITLES } from './page.js';

const CHOICES: readonly (readonly [Choice, string])[] = [
  ['approve', 'Approve'],
  ['decline', 'Decline'],
  ['close', 'Close without paying'],
];

/**
 * Fills a frame's or popup's page with the question and puts the focus into it.
 * Escape is the same as Close; Tab stays among the buttons.
 */
export function askPerson(
  page: Document,
  method: Method,
  session: Session,
  decide: (choice: Choice) => void,
): void {
  dress(page);
  const buttons = CHOICES.map(([choice, label]) => {
    const button = make(page, 'button', label, { type: 'button', value: choice });
    button.addEventListener('click', () => decide(choice));
    return button;
  });
  const heading = make(page, 'h1', TITLES[method], { id: 'question' });
  const dialog = make(
    page,
    'div',
    [
      banner(page),
      make(
        page,
        'div',
        [
          heading,
          make(page, 'p', session.merchantName),
          make(page, 'p', amountText(session), { class: 'amount' }),
          make(page, 'div', buttons, { class: 'choices' }),
        ],
        { class: 'content' },
      ),
    ],
    { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'question' },
  );
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') decide('close');
    if (event.key !== 'Tab') return;
    const [first, last] = [buttons[0], buttons.at(-1)];
    const leaving = event.shiftKey ? first : last;
    if (page.activeElement !== leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  });
  page.body.className = 'backdrop';
  page.body.replaceChildren(dialog);
  page.defaultView?.focus();
  buttons[0]?.focus();
}
