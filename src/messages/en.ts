/** English: the source of truth for what texts there are. Reviewed. */

export const en = {
  /** Names the wording of the consent prompt; changes whenever its meaning does. */
  consentVersion: '2026-11-25-en',
  consentTitle: 'Pay with Klarna',
  consentIntro:
    'If you agree, Klarna receives your cart and technical data to offer payment options, prevent fraud and assess your credit. Nothing is sent before that.',
  // What follows is behind `consentMore`.
  consentMore: 'What is shared?',
  /** `{recipient}`: Klarna's company in the country of the purchase. */
  consentRecipient: 'Shared with: {recipient}',
  /** In place of the company where the country is not known, or Klarna's company in it is not. */
  consentElsewhere: '{recipient}; outside the EU also Klarna’s company in your country',
  consentData:
    'Klarna receives the contents of your cart, your IP address and technical data about your browser, and may store identifiers in it.',
  consentCustomer:
    'Your name, address and contact details follow only when you press the button that starts the payment.',
  /** In its place, and in front of all, where the backend needs them for the session. */
  consentCustomerEarly: 'Your name, address and contact details are sent as soon as you agree.',
  consentPurpose:
    'Klarna uses this to show its payment options, prevent fraud and assess your credit.',
  consentAgree: 'Agree and continue',
  consentOther: 'Choose another way to pay',
  consentWithdraw: 'Withdraw consent',
  klarnaPrivacy: 'Klarna’s privacy notice',
  shopPrivacy: 'This shop’s privacy notice',
  newTab: 'opens in a new tab',

  methodsLegend: 'How would you like to pay with Klarna?',
  payOrder: 'Buy now and pay with Klarna',
  payContinue: 'Continue with Klarna',

  starting: 'Connecting to Klarna',
  loading: 'Loading payment options',
  authorizing: 'Please complete your purchase with Klarna.',
  finalizing: 'Klarna is completing your purchase.',
  overdue: 'Klarna has not answered yet. If you do not see a Klarna window, you can stop waiting.',
  authorized: 'Klarna has approved your purchase.',
  finalizeRequired: 'Klarna is ready. You complete your purchase in the last step.',
  placing: 'Your order is being placed. Please do not close this page.',
  placed: 'Thank you. Your order has been placed.',
  pending: 'Thank you. Your order has been received. Klarna will confirm the payment shortly.',
  cancelled: 'The purchase with Klarna was not completed. You can try again.',
  invalid: 'Klarna could not use some of your details. Please check them and try again.',
  invalidField: 'Please check this entry. Klarna could not use it.',
  unavailable: 'Klarna is not available for this purchase. Please choose another way to pay.',
  declined: 'Klarna cannot approve this purchase. Please choose another way to pay.',
  mayBePaid: 'This purchase may already be paid. Please do not pay for it again. We keep checking.',
  unknown:
    'We do not know whether the purchase went through. Please do not buy again before you have reloaded this page or checked your email.',
  failed: 'Klarna could not be reached. Nothing has been charged.',
  orderFailed: 'Your order could not be placed. Please try again.',
  notReady: 'Klarna is not ready yet. Please wait a moment.',
  notChosen: 'Please complete the step that is shown for Klarna first.',
  expired: 'Too much time has passed. Please complete your purchase with Klarna again.',
  retry: 'Try again',
  checkAgain: 'Check again',
  reload: 'Reload the page',
  giveUp: 'Stop waiting',
  supportReference: 'Reference for customer service: {reference}',

  given_name: 'First name',
  family_name: 'Last name',
  email: 'Email',
  phone: 'Phone',
  title: 'Title',
  street_address: 'Street address',
  street_address2: 'Apartment, suite, unit, etc.',
  postal_code: 'Postcode / ZIP',
  city: 'Town / City',
  region: 'State, province or county',
  country: 'Country',
  date_of_birth: 'Date of birth',
  national_identification_number: 'National ID number',
  organization_name: 'Company',
  organization_registration_id: 'Company registration number',
  gender: 'Gender',
  care_of: 'Care of (c/o)',
  place_of_birth: 'Place of birth',
  attention: 'Contact person',
  vat_id: 'VAT number',
  organization_entity_type: 'Type of company',
};

/** Every text of the element. `messages` overrides any of them. */
export type Messages = Readonly<Record<keyof typeof en, string>>;

/** By ISO 3166-1 alpha-2: what is said differently in a country. */
export type CountryMessages = Readonly<Partial<Record<string, Partial<Messages>>>>;

/** What the module of a language exports. */
export interface LanguageFile {
  readonly messages: Messages;
  readonly countries?: CountryMessages;
}

/** Field names as addresses are written there. */
export const countries: CountryMessages = {
  AU: { city: 'Suburb', postal_code: 'Postcode', region: 'State' },
  CA: { city: 'City', postal_code: 'Postal code', region: 'Province' },
  GB: { postal_code: 'Postcode', region: 'County' },
  IE: { postal_code: 'Eircode', region: 'County' },
  NZ: { postal_code: 'Postcode', region: 'Region' },
  US: { city: 'City', postal_code: 'ZIP code', region: 'State' },
};
