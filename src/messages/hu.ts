/** Hungarian. Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-hu',
  consentTitle: 'Fizetés Klarnával',
  consentIntro:
    'Ha hozzájárul, a Klarna megkapja a kosarat és műszaki adatokat, hogy fizetési módokat kínáljon, megelőzze a csalást, és értékelje az Ön hitelképességét. Addig semmit sem küldünk el.',
  consentMore: 'Milyen adatokat kap a Klarna?',
  consentRecipient: 'Címzett: {recipient}',
  consentElsewhere: '{recipient}; az EU-n kívül az Ön országában működő Klarna-társaság is',
  consentData:
    'A Klarna megkapja az Ön kosarának tartalmát, az Ön IP-címét és böngészőjének műszaki adatait, és azonosítókat tárolhat a böngészőben.',
  consentCustomer:
    'Az Ön nevét, címét és elérhetőségeit csak akkor kapja meg, amikor Ön megnyomja a fizetést elindító gombot.',
  consentCustomerEarly:
    'Az Ön nevét, címét és elérhetőségeit a hozzájárulása után azonnal elküldjük.',
  consentPurpose:
    'A Klarna ezeket az adatokat arra használja, hogy megmutassa Önnek fizetési lehetőségeit, megelőzze a csalást, és értékelje az Ön hitelképességét.',
  consentAgree: 'Hozzájárulok és folytatom',
  consentOther: 'Másik fizetési mód választása',
  consentWithdraw: 'Hozzájárulás visszavonása',
  klarnaPrivacy: 'A Klarna adatvédelmi tájékoztatója',
  shopPrivacy: 'A webáruház adatvédelmi tájékoztatója',
  newTab: 'új lapon nyílik meg',

  methodsLegend: 'Hogyan szeretne Klarnával fizetni?',
  // The words of 45/2014. (II. 26.) Korm. rendelet, 15. §.
  payOrder: 'Fizetési kötelezettséggel járó megrendelés',
  payContinue: 'Tovább Klarnával',

  starting: 'Kapcsolódás a Klarnához…',
  loading: 'A fizetési lehetőségek betöltése…',
  authorizing: 'Kérjük, fejezze be a vásárlást a Klarnánál.',
  finalizing: 'A Klarna véglegesíti a vásárlást…',
  overdue: 'A Klarna még nem válaszolt. Ha nem lát Klarna-ablakot, abbahagyhatja a várakozást.',
  authorized: 'A Klarna jóváhagyta a vásárlást.',
  finalizeRequired: 'A Klarna készen áll. A vásárlást az utolsó lépésben fejezheti be.',
  placing: 'A megrendelés leadása folyamatban van. Kérjük, ne zárja be ezt az oldalt.',
  placed: 'Köszönjük. Megrendelését megkaptuk.',
  pending: 'A megrendelését megkaptuk. A Klarna hamarosan visszaigazolja a fizetést.',
  cancelled: 'A vásárlás a Klarnánál nem fejeződött be. Újra megpróbálhatja.',
  invalid:
    'A Klarna egyes adatokat nem tudott felhasználni. Kérjük, ellenőrizze azokat, és próbálja újra.',
  invalidField: 'Kérjük, ellenőrizze ezt az adatot. A Klarna nem tudta felhasználni.',
  unavailable:
    'A Klarna ehhez a vásárláshoz nem érhető el. Kérjük, válasszon másik fizetési módot.',
  declined:
    'A Klarna nem tudja jóváhagyni ezt a vásárlást. Kérjük, válasszon másik fizetési módot.',
  mayBePaid: 'Lehet, hogy ezt a vásárlást már kifizette. Kérjük, ne fizesse ki újra. Ellenőrizzük.',
  unknown:
    'Nem tudjuk, hogy a vásárlás sikeres volt-e. Kérjük, ne rendeljen újra, amíg újra nem töltötte ezt az oldalt, vagy nem ellenőrizte az e-mailjeit.',
  failed: 'A Klarna nem érhető el. Nem történt terhelés.',
  orderFailed: 'A megrendelést nem sikerült leadni. Kérjük, próbálja újra.',
  notReady: 'A Klarna még nem áll készen. Kérjük, várjon egy kicsit.',
  notChosen: 'Kérjük, először fejezze be a Klarnánál látható lépést.',
  expired: 'Túl sok idő telt el. Kérjük, fejezze be újra a vásárlást a Klarnánál.',
  retry: 'Újrapróbálás',
  checkAgain: 'Ellenőrzés újra',
  reload: 'Oldal újratöltése',
  giveUp: 'Várakozás befejezése',
  supportReference: 'Hivatkozási szám az ügyfélszolgálathoz: {reference}',

  given_name: 'Keresztnév',
  family_name: 'Vezetéknév',
  email: 'E-mail-cím',
  phone: 'Telefonszám',
  title: 'Megszólítás',
  street_address: 'Utca és házszám',
  street_address2: 'Cím kiegészítése',
  postal_code: 'Irányítószám',
  city: 'Település',
  region: 'Megye',
  country: 'Ország',
  date_of_birth: 'Születési dátum',
  national_identification_number: 'Személyi azonosító',
  organization_name: 'Cég',
  organization_registration_id: 'Cégjegyzékszám',
  gender: 'Nem',
  care_of: 'C/o',
  place_of_birth: 'Születési hely',
  attention: 'Kapcsolattartó',
  vat_id: 'Közösségi adószám',
  organization_entity_type: 'Cégforma',
};
