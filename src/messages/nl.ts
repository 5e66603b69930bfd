/** Dutch. Not reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-nl',
  consentTitle: 'Betalen met Klarna',
  consentIntro:
    'Met je toestemming ontvangt Klarna je winkelwagen en technische gegevens voor betaalopties, fraudepreventie en een kredietbeoordeling. Eerder wordt er niets verzonden.',
  consentMore: 'Wat wordt er gedeeld?',
  consentRecipient: 'Gedeeld met: {recipient}',
  consentElsewhere: '{recipient}; buiten de EU ook het bedrijf van Klarna in jouw land',
  consentData:
    'Klarna ontvangt de inhoud van je winkelwagen, je IP-adres en technische gegevens over je browser, en kan daarin identificatiecodes opslaan.',
  consentCustomer:
    'Je naam, adres en contactgegevens volgen pas wanneer je op de knop drukt waarmee de betaling begint.',
  consentCustomerEarly: 'Je naam, adres en contactgegevens worden verzonden zodra je akkoord gaat.',
  consentPurpose:
    'Klarna gebruikt deze gegevens om je de betaalopties van Klarna te tonen, fraude te voorkomen en je kredietwaardigheid te beoordelen.',
  consentAgree: 'Akkoord en doorgaan',
  consentOther: 'Andere betaalmethode kiezen',
  consentWithdraw: 'Toestemming intrekken',
  klarnaPrivacy: 'Privacyverklaring van Klarna',
  shopPrivacy: 'Privacyverklaring van deze winkel',
  newTab: 'wordt in een nieuw tabblad geopend',

  methodsLegend: 'Hoe wil je met Klarna betalen?',
  // The words of article 6:230v BW and article VI.46 WER.
  payOrder: 'Bestelling met betalingsverplichting',
  payContinue: 'Verdergaan met Klarna',

  starting: 'Verbinding maken met Klarna…',
  loading: 'Je betaalopties worden geladen…',
  authorizing: 'Rond je aankoop af bij Klarna.',
  finalizing: 'Klarna rondt je aankoop af…',
  overdue:
    'Klarna heeft nog niet geantwoord. Zie je geen venster van Klarna, dan kun je stoppen met wachten.',
  authorized: 'Klarna heeft je aankoop goedgekeurd.',
  finalizeRequired: 'Klarna is gereed. Je rondt je aankoop af bij de laatste stap.',
  placing: 'Je bestelling wordt geplaatst. Sluit deze pagina niet.',
  placed: 'Bedankt. Je bestelling is geplaatst.',
  pending: 'Je bestelling is ontvangen. Klarna bevestigt de betaling binnenkort.',
  cancelled: 'De aankoop bij Klarna is niet afgerond. Je kunt het opnieuw proberen.',
  invalid:
    'Klarna kon sommige van je gegevens niet gebruiken. Controleer ze en probeer het opnieuw.',
  invalidField: 'Controleer dit veld. Klarna kon de invoer niet gebruiken.',
  unavailable: 'Klarna is niet beschikbaar voor deze aankoop. Kies een andere betaalmethode.',
  declined: 'Klarna kan deze aankoop niet goedkeuren. Kies een andere betaalmethode.',
  mayBePaid: 'Deze aankoop is mogelijk al betaald. Betaal niet opnieuw. We controleren het.',
  unknown:
    'We weten niet of de aankoop is gelukt. Bestel niet opnieuw voordat je deze pagina opnieuw hebt geladen of je e-mail hebt gecontroleerd.',
  failed: 'Klarna is niet bereikbaar. Er is niets afgeschreven.',
  orderFailed: 'Je bestelling kon niet worden geplaatst. Probeer het opnieuw.',
  notReady: 'Klarna is nog niet gereed. Een ogenblik geduld.',
  notChosen: 'Rond eerst de stap af die voor Klarna wordt getoond.',
  expired: 'Er is te veel tijd verstreken. Rond de aankoop bij Klarna opnieuw af.',
  retry: 'Opnieuw proberen',
  checkAgain: 'Opnieuw controleren',
  reload: 'Pagina opnieuw laden',
  giveUp: 'Stoppen met wachten',
  supportReference: 'Referentie voor de klantenservice: {reference}',

  given_name: 'Voornaam',
  family_name: 'Achternaam',
  email: 'E-mailadres',
  phone: 'Telefoonnummer',
  title: 'Aanhef',
  street_address: 'Straat en huisnummer',
  street_address2: 'Adrestoevoeging',
  postal_code: 'Postcode',
  city: 'Plaats',
  region: 'Provincie of regio',
  country: 'Land',
  date_of_birth: 'Geboortedatum',
  national_identification_number: 'Nationaal identificatienummer',
  organization_name: 'Bedrijf',
  organization_registration_id: 'KvK- of ondernemingsnummer',
  gender: 'Geslacht',
  care_of: 'Per adres (c/o)',
  place_of_birth: 'Geboorteplaats',
  attention: 'Contactpersoon',
  vat_id: 'Btw-nummer',
  organization_entity_type: 'Rechtsvorm',
};

export const countries: CountryMessages = {
  BE: { city: 'Gemeente', organization_registration_id: 'Ondernemingsnummer' },
};
