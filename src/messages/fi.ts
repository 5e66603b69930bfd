/** Finnish. Not reviewed. */
import type { Messages } from './en.js';

export const fi: Messages = {
  consentVersion: '2026-11-fi',
  consentTitle: 'Maksa Klarnalla',
  consentIntro:
    'Jos annat suostumuksesi, tämä sivu ottaa yhteyden yhtiöön Klarna Bank AB (publ), Tukholma.',
  consentData:
    'Klarna saa tällöin ostoskorisi, IP-osoitteesi ja teknisiä tietoja selaimestasi ja voi tallentaa siihen tunnisteita. Nimesi, osoitteesi ja yhteystietosi lähetetään vasta, kun painat tilauspainiketta.',
  consentPurpose:
    'Klarna käyttää tietoja maksutapojensa näyttämiseen, petosten torjuntaan ja luottokelpoisuutesi arviointiin. Ilman suostumustasi mitään ei lähetetä.',
  consentAgree: 'Hyväksy ja jatka',
  consentOther: 'Valitse toinen maksutapa',
  consentWithdraw: 'Peruuta suostumus',
  klarnaPrivacy: 'Klarnan tietosuojailmoitus',
  shopPrivacy: 'Verkkokaupan tietosuojaseloste',
  newTab: 'avautuu uuteen välilehteen',

  methodsLegend: 'Miten haluat maksaa Klarnalla?',
  // The words of directive 2011/83/EU, article 8 (2).
  payOrder: 'Tilaukseen liittyy maksuvelvollisuus',
  payContinue: 'Jatka Klarnalla',

  starting: 'Yhdistetään Klarnaan…',
  loading: 'Maksutapojasi ladataan…',
  authorizing: 'Viimeistele ostoksesi Klarnassa.',
  finalizing: 'Klarna viimeistelee ostostasi…',
  overdue: 'Klarna ei ole vielä vastannut. Jos et näe Klarnan ikkunaa, voit lopettaa odottamisen.',
  authorized: 'Klarna on hyväksynyt ostoksesi.',
  finalizeRequired: 'Klarna on valmis. Ostoksesi viimeistellään viimeisessä vaiheessa.',
  placing: 'Tilaustasi lähetetään. Älä sulje tätä sivua.',
  placed: 'Kiitos. Tilauksesi on lähetetty.',
  pending: 'Tilauksesi on vastaanotettu. Klarna vahvistaa maksun pian.',
  cancelled: 'Et viimeistellyt ostosta Klarnassa. Voit yrittää uudelleen milloin tahansa.',
  invalid: 'Klarna ei voinut käyttää kaikkia antamiasi tietoja. Tarkista ne ja yritä uudelleen.',
  invalidField: 'Tarkista tämä tieto. Klarna ei voinut käyttää sitä.',
  unavailable: 'Klarna ei ole käytettävissä tähän ostokseen. Valitse toinen maksutapa.',
  declined: 'Klarna ei voi hyväksyä tätä ostosta. Valitse toinen maksutapa.',
  unknown:
    'Emme tiedä, onnistuiko ostos. Älä tilaa uudelleen, ennen kuin olet ladannut tämän sivun uudelleen tai tarkistanut sähköpostisi.',
  failed: 'Klarnaan ei saatu yhteyttä. Mitään ei ole veloitettu.',
  orderFailed: 'Tilaustasi ei voitu lähettää. Yritä uudelleen.',
  notReady: 'Klarna ei ole vielä valmis. Odota hetki.',
  notChosen: 'Viimeistele ensin Klarnan kohdalla näkyvä vaihe.',
  expired: 'Aikaa on kulunut liikaa. Viimeistele ostos Klarnassa uudelleen.',
  retry: 'Yritä uudelleen',
  reload: 'Lataa sivu uudelleen',
  giveUp: 'Lopeta odottaminen',
  supportReference: 'Viite asiakaspalvelulle: {reference}',

  given_name: 'Etunimi',
  family_name: 'Sukunimi',
  email: 'Sähköposti',
  phone: 'Puhelin',
  title: 'Puhuttelu',
  street_address: 'Katuosoite',
  street_address2: 'Osoitteen lisätieto',
  postal_code: 'Postinumero',
  city: 'Postitoimipaikka',
  region: 'Maakunta',
  country: 'Maa',
  date_of_birth: 'Syntymäaika',
  national_identification_number: 'Henkilötunnus',
  organization_name: 'Yritys',
  organization_registration_id: 'Y-tunnus',
};
