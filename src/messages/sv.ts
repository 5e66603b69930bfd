/** Swedish. Not reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-sv',
  consentTitle: 'Betala med Klarna',
  consentIntro:
    'Om du samtycker får Klarna din varukorg och tekniska uppgifter för att visa betalningsalternativ, förebygga bedrägerier och bedöma din kreditvärdighet. Innan dess skickas ingenting.',
  consentMore: 'Vad delas?',
  consentRecipient: 'Mottagare: {recipient}',
  consentElsewhere: '{recipient}; utanför EU även Klarnas bolag i ditt land',
  consentData:
    'Klarna får innehållet i din varukorg, din IP-adress och tekniska uppgifter om din webbläsare och kan lagra identifierare i den.',
  consentCustomer:
    'Ditt namn, din adress och dina kontaktuppgifter skickas först när du trycker på knappen som startar betalningen.',
  consentCustomerEarly:
    'Ditt namn, din adress och dina kontaktuppgifter skickas så snart du samtycker.',
  consentPurpose:
    'Klarna använder detta för att visa dig sina betalningsalternativ, förebygga bedrägerier och bedöma din kreditvärdighet.',
  consentAgree: 'Godkänn och fortsätt',
  consentOther: 'Välj ett annat betalsätt',
  consentWithdraw: 'Återkalla samtycke',
  klarnaPrivacy: 'Klarnas dataskyddsinformation',
  shopPrivacy: 'Butikens integritetspolicy',
  newTab: 'öppnas i en ny flik',

  methodsLegend: 'Hur vill du betala med Klarna?',
  // After directive 2011/83/EU, article 8 (2): ”beställning förenad med betalningsskyldighet”.
  payOrder: 'Beställ med betalningsskyldighet',
  payContinue: 'Fortsätt med Klarna',

  starting: 'Ansluter till Klarna…',
  loading: 'Dina betalningsalternativ läses in…',
  authorizing: 'Slutför ditt köp hos Klarna.',
  finalizing: 'Klarna slutför ditt köp…',
  overdue: 'Klarna har inte svarat än. Om du inte ser något Klarna-fönster kan du sluta vänta.',
  authorized: 'Klarna har godkänt ditt köp.',
  finalizeRequired: 'Klarna är redo. Du slutför köpet i det sista steget.',
  placing: 'Din beställning registreras. Stäng inte den här sidan.',
  placed: 'Tack. Din beställning är lagd.',
  pending: 'Vi har tagit emot din beställning. Klarna bekräftar betalningen inom kort.',
  cancelled: 'Köpet hos Klarna slutfördes inte. Du kan försöka igen.',
  invalid: 'Klarna kunde inte använda vissa av dina uppgifter. Kontrollera dem och försök igen.',
  invalidField: 'Kontrollera den här uppgiften. Klarna kunde inte använda den.',
  unavailable: 'Klarna kan inte användas för det här köpet. Välj ett annat betalsätt.',
  declined: 'Klarna kan inte godkänna det här köpet. Välj ett annat betalsätt.',
  mayBePaid: 'Det här köpet kan redan vara betalt. Betala det inte igen. Vi kontrollerar.',
  unknown:
    'Vi vet inte om köpet gick igenom. Beställ inte igen förrän du har laddat om den här sidan eller kontrollerat din e-post.',
  failed: 'Det gick inte att nå Klarna. Inget har debiterats.',
  orderFailed: 'Din beställning kunde inte läggas. Försök igen.',
  notReady: 'Klarna är inte redo än. Vänta ett ögonblick.',
  notChosen: 'Slutför först det steg som visas för Klarna.',
  expired: 'Det har gått för lång tid. Slutför köpet hos Klarna igen.',
  retry: 'Försök igen',
  checkAgain: 'Kontrollera igen',
  reload: 'Ladda om sidan',
  giveUp: 'Sluta vänta',
  supportReference: 'Referens till kundtjänst: {reference}',

  given_name: 'Förnamn',
  family_name: 'Efternamn',
  email: 'E-post',
  phone: 'Telefon',
  title: 'Titel',
  street_address: 'Gatuadress',
  street_address2: 'Adressrad 2',
  postal_code: 'Postnummer',
  city: 'Ort',
  region: 'Län eller region',
  country: 'Land',
  date_of_birth: 'Födelsedatum',
  national_identification_number: 'Personnummer',
  organization_name: 'Företag',
  organization_registration_id: 'Organisationsnummer',
  gender: 'Kön',
  care_of: 'C/o',
  place_of_birth: 'Födelseort',
  attention: 'Kontaktperson',
  vat_id: 'Momsregistreringsnummer',
  organization_entity_type: 'Företagsform',
};

export const countries: CountryMessages = {
  FI: {
    region: 'Landskap',
    national_identification_number: 'Personbeteckning',
    organization_registration_id: 'FO-nummer',
    vat_id: 'Momsnummer',
  },
};
