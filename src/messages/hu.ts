/** Hungarian. Not reviewed. */
import type { Messages } from './en.js';

export const hu: Messages = {
  consentVersion: '2026-11-hu',
  consentTitle: 'Fizetés Klarnával',
  consentIntro:
    'Ha hozzájárul, ez az oldal kapcsolódik a Klarna Bank AB (publ), Stockholm rendszeréhez.',
  consentData:
    'A Klarna ekkor megkapja a kosara tartalmát, az IP-címét és a böngészője műszaki adatait, és azonosítókat tárolhat a böngészőben. A nevét, a címét és az elérhetőségeit csak akkor kapja meg, amikor Ön megnyomja a megrendelés gombot.',
  consentPurpose:
    'A Klarna ezeket arra használja, hogy megmutassa Önnek a fizetési lehetőségeit, megelőzze a csalást és értékelje a hitelképességét. Az Ön hozzájárulása nélkül semmit sem küldünk el.',
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
  finalizing: 'A Klarna befejezi a vásárlást…',
  overdue: 'A Klarna még nem válaszolt. Ha nem lát Klarna-ablakot, abbahagyhatja a várakozást.',
  authorized: 'A Klarna jóváhagyta a vásárlást.',
  finalizeRequired: 'A Klarna készen áll. A vásárlás az utolsó lépésben fejeződik be.',
  placing: 'A megrendelés elküldése folyamatban van. Kérjük, ne zárja be ezt az oldalt.',
  placed: 'Köszönjük. A megrendelését elküldtük.',
  pending: 'A megrendelését megkaptuk. A Klarna hamarosan visszaigazolja a fizetést.',
  cancelled: 'Nem fejezte be a vásárlást a Klarnánál. Bármikor újra megpróbálhatja.',
  invalid:
    'A Klarna egyes adatokat nem tudott felhasználni. Kérjük, ellenőrizze őket, és próbálja újra.',
  invalidField: 'Kérjük, ellenőrizze ezt az adatot. A Klarna nem tudta felhasználni.',
  unavailable:
    'A Klarna ehhez a vásárláshoz nem érhető el. Kérjük, válasszon másik fizetési módot.',
  declined:
    'A Klarna nem tudja jóváhagyni ezt a vásárlást. Kérjük, válasszon másik fizetési módot.',
  unknown:
    'Nem tudjuk, hogy a vásárlás sikeres volt-e. Kérjük, ne rendeljen újra, amíg újra nem töltötte ezt az oldalt, vagy nem ellenőrizte az e-mailjeit.',
  failed: 'A Klarna nem érhető el. Nem történt terhelés.',
  orderFailed: 'A megrendelést nem sikerült elküldeni. Kérjük, próbálja újra.',
  notReady: 'A Klarna még nem áll készen. Kérjük, várjon egy kicsit.',
  notChosen: 'Kérjük, először fejezze be a Klarnánál látható lépést.',
  expired: 'Túl sok idő telt el. Kérjük, fejezze be újra a vásárlást a Klarnánál.',
  retry: 'Újrapróbálás',
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
};
