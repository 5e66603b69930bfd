/** English: the source of truth for what texts there are. Reviewed. */

export const en = {
  /** Names the wording of the consent prompt; changes whenever its meaning does. */
  consentVersion: '2026-11-en',
  consentTitle: 'Pay with Klarna',
  // Outside the EU the recipient can be Klarna's local company, and English is read in all markets.
  consentIntro:
    "If you agree, this page connects to Klarna: Klarna Bank AB (publ), Stockholm, or Klarna's company in your country.",
  consentData:
    'Klarna then receives your cart, IP address and technical data about your browser, and may store identifiers in it. Your name, address and contact details follow only when you press the buy button.',
  consentPurpose:
    'Klarna uses this to show its payment options, prevent fraud and assess your credit. Without your agreement nothing is sent.',
  consentAgree: 'Agree and continue',
  consentOther: 'Choose another way to pay',
  consentWithdraw: 'Withdraw agreement',
  klarnaPrivacy: "Klarna's privacy notice",
  shopPrivacy: "This shop's privacy notice",
  newTab: 'opens in a new tab',

  methodsLegend: 'How would you like to pay with Klarna?',
  payOrder: 'Buy now and pay with Klarna',
  payContinue: 'Continue with Klarna',

  starting: 'Connecting to Klarna',
  loading: 'Loading payment options',
  authorizing: 'Please complete your purchase with Klarna.',
  finalizing: 'Klarna is completing your purchase.',
  overdue: 'Klarna has not answered yet. If you see no Klarna window, stop waiting.',
  authorized: 'Klarna has approved your purchase.',
  finalizeRequired: 'Klarna is ready. You complete your purchase on the last step.',
  placing: 'Your order is being placed. Please do not close this page.',
  placed: 'Thank you. Your order has been placed.',
  pending: 'Thank you. Klarna will confirm the payment of your order shortly.',
  cancelled: 'The purchase with Klarna is not completed. You can try again.',
  invalid: 'Klarna could not use some of your details. Please check them and try again.',
  invalidField: 'Please check this entry. Klarna could not use it.',
  unavailable: 'Klarna is not available for this purchase. Please choose another way to pay.',
  declined: 'Klarna cannot approve this purchase. Please choose another way to pay.',
  unknown:
    'We do not know whether the purchase went through. Please do not buy again before you have reloaded this page or checked your e-mail.',
  failed: 'Klarna could not be reached. Nothing has been charged.',
  orderFailed: 'Your order could not be placed. Please try again.',
  notReady: 'Klarna is not ready yet. Please wait a moment.',
  notChosen: 'Please finish the step that is shown for Klarna first.',
  expired: 'Too much time has passed. Please complete your purchase with Klarna again.',
  retry: 'Try again',
  reload: 'Reload the page',
  giveUp: 'Stop waiting',
  supportReference: 'Reference for customer service: {reference}',

  given_name: 'First name',
  family_name: 'Last name',
  email: 'E-mail',
  phone: 'Phone',
  title: 'Title',
  street_address: 'Street and number',
  street_address2: 'Address addition',
  postal_code: 'Postcode',
  city: 'Town',
  region: 'State or region',
  country: 'Country',
  date_of_birth: 'Date of birth',
  national_identification_number: 'Personal identity number',
  organization_name: 'Company',
  organization_registration_id: 'Company registration number',
};

/** Every text of the element. `messages` overrides any of them. */
export type Messages = Readonly<Record<keyof typeof en, string>>;
