/** Slovak. Not reviewed. */
import type { Messages } from './en.js';

export const sk: Messages = {
  consentVersion: '2026-11-sk',
  consentTitle: 'Platba s Klarnou',
  consentIntro:
    'Ak súhlasíte, táto stránka sa spojí so spoločnosťou Klarna Bank AB (publ), Štokholm.',
  consentData:
    'Klarna potom dostane váš košík, vašu IP adresu a technické údaje o vašom prehliadači a môže doň uložiť identifikátory. Vaše meno, adresa a kontaktné údaje sa odošlú až po stlačení objednávacieho tlačidla.',
  consentPurpose:
    'Klarna ich používa na to, aby vám zobrazila možnosti platby, predchádzala podvodom a posúdila vašu úverovú bonitu. Bez vášho súhlasu sa nič neodošle.',
  consentAgree: 'Súhlasiť a pokračovať',
  consentOther: 'Zvoliť iný spôsob platby',
  consentWithdraw: 'Odvolať súhlas',
  klarnaPrivacy: 'Zásady ochrany osobných údajov Klarny',
  shopPrivacy: 'Zásady ochrany osobných údajov obchodu',
  newTab: 'otvorí sa na novej karte',

  methodsLegend: 'Ako chcete zaplatiť s Klarnou?',
  // The words of directive 2011/83/EU, article 8 (2).
  payOrder: 'Objednávka s povinnosťou platby',
  payContinue: 'Pokračovať s Klarnou',

  starting: 'Nadväzuje sa spojenie s Klarnou…',
  loading: 'Načítavajú sa možnosti platby…',
  authorizing: 'Dokončite prosím nákup v Klarne.',
  finalizing: 'Klarna dokončuje váš nákup…',
  overdue: 'Klarna zatiaľ neodpovedala. Ak nevidíte žiadne okno Klarny, môžete prestať čakať.',
  authorized: 'Klarna schválila váš nákup.',
  finalizeRequired: 'Klarna je pripravená. Váš nákup sa dokončí v poslednom kroku.',
  placing: 'Vaša objednávka sa odosiela. Nezatvárajte prosím túto stránku.',
  placed: 'Ďakujeme. Vaša objednávka bola odoslaná.',
  pending: 'Vašu objednávku sme prijali. Klarna čoskoro potvrdí platbu.',
  cancelled: 'Nákup v Klarne ste nedokončili. Môžete to kedykoľvek skúsiť znova.',
  invalid: 'Klarna nemohla použiť niektoré z vašich údajov. Skontrolujte ich a skúste to znova.',
  invalidField: 'Skontrolujte prosím tento údaj. Klarna ho nemohla použiť.',
  unavailable: 'Klarna nie je pre tento nákup dostupná. Zvoľte prosím iný spôsob platby.',
  declined: 'Klarna nemôže schváliť tento nákup. Zvoľte prosím iný spôsob platby.',
  unknown:
    'Nevieme, či nákup prebehol. Neobjednávajte prosím znova, kým túto stránku neobnovíte alebo neskontrolujete svoj e-mail.',
  failed: 'Klarna nie je dostupná. Nič nebolo stiahnuté z účtu.',
  orderFailed: 'Vašu objednávku sa nepodarilo odoslať. Skúste to prosím znova.',
  notReady: 'Klarna ešte nie je pripravená. Počkajte prosím chvíľu.',
  notChosen: 'Najprv prosím dokončite krok, ktorý sa zobrazuje pri Klarne.',
  expired: 'Uplynulo príliš veľa času. Dokončite prosím nákup v Klarne znova.',
  retry: 'Skúsiť znova',
  reload: 'Obnoviť stránku',
  giveUp: 'Prestať čakať',
  supportReference: 'Referencia pre zákaznícky servis: {reference}',

  given_name: 'Meno',
  family_name: 'Priezvisko',
  email: 'E-mail',
  phone: 'Telefón',
  title: 'Oslovenie',
  street_address: 'Ulica a číslo domu',
  street_address2: 'Doplnenie adresy',
  postal_code: 'PSČ',
  city: 'Mesto',
  region: 'Kraj',
  country: 'Krajina',
  date_of_birth: 'Dátum narodenia',
  national_identification_number: 'Rodné číslo',
  organization_name: 'Firma',
  organization_registration_id: 'IČO',
};
