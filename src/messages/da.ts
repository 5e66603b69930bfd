/** Danish. Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-da',
  consentTitle: 'Betal med Klarna',
  consentIntro:
    'Med dit samtykke modtager Klarna din indkøbskurv og tekniske data for at vise betalingsmuligheder, forebygge svindel og vurdere din kreditværdighed. Før det sendes der intet.',
  consentMore: 'Hvad deles?',
  consentRecipient: 'Modtager: {recipient}',
  consentElsewhere: '{recipient}; uden for EU også Klarnas selskab i dit land',
  consentData:
    'Klarna modtager indholdet af din indkøbskurv, din IP-adresse og tekniske oplysninger om din browser og kan gemme identifikatorer i den.',
  consentCustomer:
    'Dit navn, din adresse og dine kontaktoplysninger sendes først, når du trykker på den knap, der starter betalingen.',
  consentCustomerEarly:
    'Dit navn, din adresse og dine kontaktoplysninger sendes, så snart du giver samtykke.',
  consentPurpose:
    'Klarna bruger oplysningerne til at vise dig sine betalingsmuligheder, forebygge svindel og vurdere din kreditværdighed.',
  consentAgree: 'Acceptér og fortsæt',
  consentOther: 'Vælg en anden betalingsmåde',
  consentWithdraw: 'Træk samtykke tilbage',
  klarnaPrivacy: 'Klarnas privatlivspolitik',
  shopPrivacy: 'Butikkens privatlivspolitik',
  newTab: 'åbner i en ny fane',

  methodsLegend: 'Hvordan vil du betale med Klarna?',
  // After § 12 of the Forbrugeraftalelov: »ordre med betalingsforpligtelse«.
  payOrder: 'Bestil med betalingsforpligtelse',
  payContinue: 'Fortsæt med Klarna',

  starting: 'Opretter forbindelse til Klarna…',
  loading: 'Indlæser dine betalingsmuligheder…',
  authorizing: 'Gennemfør dit køb hos Klarna.',
  finalizing: 'Klarna gennemfører dit køb…',
  overdue:
    'Klarna har ikke svaret endnu. Hvis du ikke ser et Klarna-vindue, behøver du ikke vente længere.',
  authorized: 'Klarna har godkendt dit køb.',
  finalizeRequired: 'Klarna er klar. Du gennemfører købet på det sidste trin.',
  placing: 'Din ordre bliver afgivet. Luk ikke denne side.',
  placed: 'Tak for din ordre. Vi har modtaget den.',
  pending: 'Din ordre er modtaget. Klarna bekræfter betalingen om lidt.',
  cancelled: 'Købet hos Klarna blev ikke gennemført. Du kan prøve igen.',
  invalid: 'Klarna kunne ikke bruge nogle af dine oplysninger. Kontrollér dem, og prøv igen.',
  invalidField: 'Kontrollér denne oplysning. Klarna kunne ikke bruge den.',
  unavailable: 'Klarna kan ikke bruges til dette køb. Vælg en anden betalingsmåde.',
  declined: 'Klarna kan ikke godkende dette køb. Vælg en anden betalingsmåde.',
  mayBePaid: 'Dette køb er måske allerede betalt. Betal det ikke igen. Vi undersøger det løbende.',
  unknown:
    'Vi ved ikke, om købet blev gennemført. Bestil ikke igen, før du har genindlæst denne side eller tjekket din e-mail.',
  failed: 'Der kunne ikke opnås forbindelse til Klarna. Der er ikke trukket noget beløb.',
  orderFailed: 'Din ordre kunne ikke afgives. Prøv igen.',
  notReady: 'Klarna er ikke klar endnu. Vent et øjeblik.',
  notChosen: 'Afslut først det trin, der vises for Klarna.',
  expired: 'Der er gået for lang tid. Gennemfør købet hos Klarna igen.',
  retry: 'Prøv igen',
  checkAgain: 'Tjek igen',
  reload: 'Genindlæs siden',
  giveUp: 'Vent ikke længere',
  supportReference: 'Reference til kundeservice: {reference}',

  given_name: 'Fornavn',
  family_name: 'Efternavn',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Titel',
  street_address: 'Vejnavn og husnummer',
  street_address2: 'Adresselinje 2',
  postal_code: 'Postnummer',
  city: 'By',
  region: 'Region',
  country: 'Land',
  date_of_birth: 'Fødselsdato',
  national_identification_number: 'CPR-nummer',
  organization_name: 'Virksomhed',
  organization_registration_id: 'CVR-nummer',
  gender: 'Køn',
  care_of: 'C/o',
  place_of_birth: 'Fødested',
  attention: 'Kontaktperson',
  vat_id: 'Momsnummer',
  organization_entity_type: 'Virksomhedsform',
};
