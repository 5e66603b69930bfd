/** Czech. Not reviewed. */
import type { Messages } from './en.js';

export const cs: Messages = {
  consentVersion: '2026-11-cs',
  consentTitle: 'Platba s Klarnou',
  consentIntro:
    'Pokud souhlasíte, tato stránka se spojí se společností Klarna Bank AB (publ), Stockholm.',
  consentData:
    'Klarna pak obdrží váš košík, vaši IP adresu a technické údaje o vašem prohlížeči a může do něj uložit identifikátory. Vaše jméno, adresa a kontaktní údaje se předají až po stisknutí objednávkového tlačítka.',
  consentPurpose:
    'Klarna je používá k tomu, aby vám zobrazila možnosti platby, předcházela podvodům a posoudila vaši úvěruschopnost. Bez vašeho souhlasu se nic neodešle.',
  consentAgree: 'Souhlasit a pokračovat',
  consentOther: 'Zvolit jiný způsob platby',
  consentWithdraw: 'Odvolat souhlas',
  klarnaPrivacy: 'Zásady ochrany osobních údajů Klarny',
  shopPrivacy: 'Zásady ochrany osobních údajů obchodu',
  newTab: 'otevře se na nové kartě',

  methodsLegend: 'Jak chcete s Klarnou zaplatit?',
  // The words of § 1826a of the Občanský zákoník.
  payOrder: 'Objednávka zavazující k platbě',
  payContinue: 'Pokračuj s Klarnou',

  starting: 'Navazuje se spojení s Klarnou…',
  loading: 'Načítají se možnosti platby…',
  authorizing: 'Dokončete prosím nákup u Klarny.',
  finalizing: 'Klarna dokončuje váš nákup…',
  overdue: 'Klarna zatím neodpověděla. Pokud nevidíte žádné okno Klarny, můžete čekání ukončit.',
  authorized: 'Klarna váš nákup schválila.',
  finalizeRequired: 'Klarna je připravena. Váš nákup se dokončí v posledním kroku.',
  placing: 'Vaše objednávka se odesílá. Nezavírejte prosím tuto stránku.',
  placed: 'Děkujeme. Vaše objednávka byla odeslána.',
  pending: 'Vaši objednávku jsme přijali. Klarna platbu brzy potvrdí.',
  cancelled: 'Nákup u Klarny jste nedokončili. Můžete to kdykoli zkusit znovu.',
  invalid: 'Klarna nemohla použít některé z vašich údajů. Zkontrolujte je a zkuste to znovu.',
  invalidField: 'Zkontrolujte prosím tento údaj. Klarna jej nemohla použít.',
  unavailable: 'Klarna není pro tento nákup dostupná. Zvolte prosím jiný způsob platby.',
  declined: 'Klarna tento nákup nemůže schválit. Zvolte prosím jiný způsob platby.',
  unknown:
    'Nevíme, zda nákup proběhl. Neobjednávejte prosím znovu, dokud tuto stránku neobnovíte nebo nezkontrolujete svůj e-mail.',
  failed: 'Klarna není dosažitelná. Nic nebylo strženo.',
  orderFailed: 'Vaši objednávku se nepodařilo odeslat. Zkuste to prosím znovu.',
  notReady: 'Klarna ještě není připravena. Počkejte prosím chvíli.',
  notChosen: 'Nejprve prosím dokončete krok, který se zobrazuje u Klarny.',
  expired: 'Uplynulo příliš mnoho času. Dokončete prosím nákup u Klarny znovu.',
  retry: 'Zkusit znovu',
  reload: 'Obnovit stránku',
  giveUp: 'Ukončit čekání',
  supportReference: 'Reference pro zákaznický servis: {reference}',

  given_name: 'Jméno',
  family_name: 'Příjmení',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Oslovení',
  street_address: 'Ulice a číslo domu',
  street_address2: 'Doplnění adresy',
  postal_code: 'PSČ',
  city: 'Město',
  region: 'Kraj',
  country: 'Země',
  date_of_birth: 'Datum narození',
  national_identification_number: 'Rodné číslo',
  organization_name: 'Firma',
  organization_registration_id: 'IČO',
};
