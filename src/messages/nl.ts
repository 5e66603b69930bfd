/** Dutch. Not reviewed. */
import type { Messages } from './en.js';

export const nl: Messages = {
  consentVersion: '2026-11-nl',
  consentTitle: 'Betalen met Klarna',
  consentIntro:
    'Als je akkoord gaat, maakt deze pagina verbinding met Klarna Bank AB (publ), Stockholm.',
  consentData:
    'Klarna ontvangt dan je winkelwagen, je IP-adres en technische gegevens over je browser, en kan daarin identificatiecodes opslaan. Je naam, adres en contactgegevens volgen pas wanneer je op de bestelknop drukt.',
  consentPurpose:
    'Klarna gebruikt dit om je zijn betaalopties te tonen, fraude te voorkomen en je kredietwaardigheid te beoordelen. Zonder je toestemming wordt er niets verzonden.',
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
  finalizeRequired: 'Klarna is gereed. Je aankoop wordt bij de laatste stap afgerond.',
  placing: 'Je bestelling wordt geplaatst. Sluit deze pagina niet.',
  placed: 'Bedankt. Je bestelling is geplaatst.',
  pending: 'Je bestelling is ontvangen. Klarna bevestigt de betaling binnenkort.',
  cancelled:
    'Je hebt de aankoop bij Klarna niet afgerond. Je kunt het op elk moment opnieuw proberen.',
  invalid:
    'Klarna kon sommige van je gegevens niet gebruiken. Controleer ze en probeer het opnieuw.',
  invalidField: 'Controleer dit gegeven. Klarna kon het niet gebruiken.',
  unavailable: 'Klarna is niet beschikbaar voor deze aankoop. Kies een andere betaalmethode.',
  declined: 'Klarna kan deze aankoop niet goedkeuren. Kies een andere betaalmethode.',
  unknown:
    'We weten niet of de aankoop is gelukt. Bestel niet opnieuw voordat je deze pagina opnieuw hebt geladen of je e-mail hebt gecontroleerd.',
  failed: 'Klarna is niet bereikbaar. Er is niets afgeschreven.',
  orderFailed: 'Je bestelling kon niet worden geplaatst. Probeer het opnieuw.',
  notReady: 'Klarna is nog niet gereed. Een ogenblik geduld.',
  notChosen: 'Rond eerst de stap af die voor Klarna wordt getoond.',
  expired: 'Er is te veel tijd verstreken. Rond de aankoop bij Klarna opnieuw af.',
  retry: 'Opnieuw proberen',
  reload: 'Pagina opnieuw laden',
  giveUp: 'Stoppen met wachten',
  supportReference: 'Referentie voor de klantenservice: {reference}',

  given_name: 'Voornaam',
  family_name: 'Achternaam',
  email: 'E-mailadres',
  phone: 'Telefoonnummer',
  title: 'Aanhef',
  street_address: 'Straat en huisnummer',
  street_address2: 'Toevoeging',
  postal_code: 'Postcode',
  city: 'Plaats',
  region: 'Provincie of regio',
  country: 'Land',
  date_of_birth: 'Geboortedatum',
  national_identification_number: 'Persoonlijk identificatienummer',
  organization_name: 'Bedrijf',
  organization_registration_id: 'Bedrijfsregistratienummer',
};
