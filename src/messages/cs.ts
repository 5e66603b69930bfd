/** Czech. Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-cs',
  consentTitle: 'Platba s Klarnou',
  consentIntro:
    'Pokud souhlasíte, Klarna obdrží obsah košíku a technické údaje, aby vám nabídla způsoby platby, zabránila podvodům a posoudila vaši úvěruschopnost. Do té doby se nic neodešle.',
  consentMore: 'Jaké údaje se předají?',
  consentRecipient: 'Příjemce: {recipient}',
  consentElsewhere: '{recipient}; mimo EU také společnost skupiny Klarna ve vaší zemi',
  consentData:
    'Klarna obdrží obsah vašeho košíku, vaši IP adresu a technické údaje o vašem prohlížeči a může do něj uložit identifikátory.',
  consentCustomer:
    'Vaše jméno, adresa a kontaktní údaje se předají až po stisknutí tlačítka, kterým zahájíte platbu.',
  consentPurpose:
    'Klarna tyto údaje používá k tomu, aby vám zobrazila své platební možnosti, předcházela podvodům a posoudila vaši úvěruschopnost.',
  consentAgree: 'Souhlasit a pokračovat',
  consentOther: 'Zvolit jiný způsob platby',
  consentWithdraw: 'Odvolat souhlas',
  klarnaPrivacy: 'Zásady ochrany osobních údajů Klarny',
  shopPrivacy: 'Zásady ochrany osobních údajů obchodu',
  newTab: 'otevře se na nové kartě',

  methodsLegend: 'Jak chcete s Klarnou zaplatit?',
  // The words of § 1826a of the Občanský zákoník.
  payOrder: 'Objednávka zavazující k platbě',
  // Klarna's own wording for its button, though all other texts address the shopper formally.
  payContinue: 'Pokračuj s Klarnou',

  starting: 'Navazuje se spojení s Klarnou…',
  loading: 'Načítají se možnosti platby…',
  authorizing: 'Dokončete prosím nákup u Klarny.',
  finalizing: 'Klarna dokončuje váš nákup…',
  overdue: 'Klarna zatím neodpověděla. Pokud nevidíte žádné okno Klarny, můžete čekání ukončit.',
  authorized: 'Klarna váš nákup schválila.',
  finalizeRequired: 'Klarna je připravena. Nákup dokončíte v posledním kroku.',
  placing: 'Zpracováváme vaši objednávku. Nezavírejte prosím tuto stránku.',
  placed: 'Děkujeme. Vaši objednávku jsme přijali.',
  pending: 'Vaši objednávku jsme přijali. Klarna platbu brzy potvrdí.',
  cancelled: 'Nákup u Klarny nebyl dokončen. Můžete to zkusit znovu.',
  invalid: 'Klarna nemohla použít některé z vašich údajů. Zkontrolujte je a zkuste to znovu.',
  invalidField: 'Zkontrolujte prosím tento údaj. Klarna jej nemohla použít.',
  unavailable: 'Klarna není pro tento nákup dostupná. Zvolte prosím jiný způsob platby.',
  declined: 'Klarna tento nákup nemůže schválit. Zvolte prosím jiný způsob platby.',
  unknown:
    'Nevíme, zda nákup proběhl. Neobjednávejte prosím znovu, dokud tuto stránku neobnovíte nebo nezkontrolujete svůj e-mail.',
  failed: 'Ke Klarně se nepodařilo připojit. Nebyla stržena žádná částka.',
  orderFailed: 'Objednávku se nepodařilo dokončit. Zkuste to prosím znovu.',
  notReady: 'Klarna ještě není připravena. Počkejte prosím chvíli.',
  notChosen: 'Nejprve prosím dokončete krok, který se zobrazuje u Klarny.',
  expired: 'Uplynulo příliš mnoho času. Dokončete prosím nákup u Klarny znovu.',
  retry: 'Zkusit znovu',
  reload: 'Obnovit stránku',
  giveUp: 'Ukončit čekání',
  supportReference: 'Referenční kód pro zákaznickou podporu: {reference}',

  given_name: 'Jméno',
  family_name: 'Příjmení',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Oslovení',
  street_address: 'Ulice a číslo domu',
  street_address2: 'Dodatek k adrese',
  postal_code: 'PSČ',
  city: 'Město / obec',
  region: 'Kraj',
  country: 'Země',
  date_of_birth: 'Datum narození',
  national_identification_number: 'Rodné číslo',
  organization_name: 'Firma',
  organization_registration_id: 'IČO',
  gender: 'Pohlaví',
  care_of: 'K rukám (c/o)',
  place_of_birth: 'Místo narození',
  attention: 'Kontaktní osoba',
  vat_id: 'DIČ',
  organization_entity_type: 'Právní forma',
};
