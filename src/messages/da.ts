/** Danish. Not reviewed. */
import type { Messages } from './en.js';

export const da: Messages = {
  consentVersion: '2026-11-da',
  consentTitle: 'Betal med Klarna',
  consentIntro:
    'Hvis du accepterer, opretter denne side forbindelse til Klarna Bank AB (publ), Stockholm.',
  consentData:
    'Klarna modtager derefter din indkøbskurv, din IP-adresse og tekniske oplysninger om din browser og kan gemme identifikatorer i den. Dit navn, din adresse og dine kontaktoplysninger følger først, når du trykker på bestillingsknappen.',
  consentPurpose:
    'Klarna bruger dem til at vise dig sine betalingsmuligheder, forebygge svindel og vurdere din kreditværdighed. Uden din accept sendes der intet.',
  consentAgree: 'Acceptér og fortsæt',
  consentOther: 'Vælg en anden betalingsmåde',
  consentWithdraw: 'Træk accept tilbage',
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
    'Klarna har ikke svaret endnu. Hvis du ikke ser et Klarna-vindue, kan du holde op med at vente.',
  authorized: 'Klarna har godkendt dit køb.',
  finalizeRequired: 'Klarna er klar. Dit køb gennemføres på det sidste trin.',
  placing: 'Din ordre bliver afgivet. Luk ikke denne side.',
  placed: 'Tak. Din ordre er afgivet.',
  pending: 'Din ordre er modtaget. Klarna bekræfter betalingen om lidt.',
  cancelled: 'Du har ikke gennemført købet hos Klarna. Du kan prøve igen når som helst.',
  invalid: 'Klarna kunne ikke bruge nogle af dine oplysninger. Kontrollér dem, og prøv igen.',
  invalidField: 'Kontrollér denne oplysning. Klarna kunne ikke bruge den.',
  unavailable: 'Klarna er ikke tilgængelig for dette køb. Vælg en anden betalingsmåde.',
  declined: 'Klarna kan ikke godkende dette køb. Vælg en anden betalingsmåde.',
  unknown:
    'Vi ved ikke, om købet blev gennemført. Bestil ikke igen, før du har genindlæst denne side eller tjekket din e-mail.',
  failed: 'Der kunne ikke opnås forbindelse til Klarna. Der er ikke trukket noget beløb.',
  orderFailed: 'Din ordre kunne ikke afgives. Prøv igen.',
  notReady: 'Klarna er ikke klar endnu. Vent et øjeblik.',
  notChosen: 'Afslut først det trin, der vises for Klarna.',
  expired: 'Der er gået for lang tid. Gennemfør købet hos Klarna igen.',
  retry: 'Prøv igen',
  reload: 'Genindlæs siden',
  giveUp: 'Hold op med at vente',
  supportReference: 'Reference til kundeservice: {reference}',

  given_name: 'Fornavn',
  family_name: 'Efternavn',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Titel',
  street_address: 'Vej og husnummer',
  street_address2: 'Supplerende adresse',
  postal_code: 'Postnummer',
  city: 'By',
  region: 'Region',
  country: 'Land',
  date_of_birth: 'Fødselsdato',
  national_identification_number: 'CPR-nummer',
  organization_name: 'Virksomhed',
  organization_registration_id: 'CVR-nummer',
};
