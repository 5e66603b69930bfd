/** Polish. Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-pl',
  consentTitle: 'Zapłać z Klarną',
  consentIntro:
    'Za Twoją zgodą Klarna otrzyma koszyk i dane techniczne, aby pokazać opcje płatności, zapobiegać oszustwom i ocenić zdolność kredytową. Wcześniej nic nie zostanie wysłane.',
  consentMore: 'Co zostanie przekazane?',
  consentRecipient: 'Odbiorca: {recipient}',
  consentElsewhere: '{recipient}; poza UE także spółka Klarny w Twoim kraju',
  consentData:
    'Klarna otrzyma zawartość Twojego koszyka, Twój adres IP i dane techniczne o Twojej przeglądarce oraz może zapisać w niej identyfikatory.',
  consentCustomer:
    'Twoje imię i nazwisko, adres i dane kontaktowe zostaną przekazane dopiero po naciśnięciu przycisku, który rozpoczyna płatność.',
  consentCustomerEarly:
    'Twoje imię i nazwisko, adres i dane kontaktowe zostaną przekazane, gdy tylko wyrazisz zgodę.',
  consentPurpose:
    'Klarna wykorzystuje te dane, aby pokazać Ci swoje opcje płatności, zapobiegać oszustwom i ocenić Twoją zdolność kredytową.',
  consentAgree: 'Zgadzam się i przechodzę dalej',
  consentOther: 'Wybierz inny sposób płatności',
  consentWithdraw: 'Wycofaj zgodę',
  klarnaPrivacy: 'Polityka prywatności Klarny',
  shopPrivacy: 'Polityka prywatności sklepu',
  newTab: 'otwiera się w nowej karcie',

  methodsLegend: 'Jak chcesz zapłacić z Klarną?',
  // After article 17 of the Ustawa o prawach konsumenta: „zamówienie z obowiązkiem zapłaty”.
  payOrder: 'Zamawiam z obowiązkiem zapłaty',
  // Klarna's own wording for its button, though the name is declined in all other texts.
  payContinue: 'Kontynuuj z Klarna',

  starting: 'Łączenie z Klarną…',
  loading: 'Wczytywanie opcji płatności…',
  authorizing: 'Dokończ zakup w Klarnie.',
  finalizing: 'Klarna finalizuje Twój zakup…',
  overdue:
    'Klarna jeszcze nie odpowiedziała. Jeśli nie widzisz okna Klarny, możesz przerwać oczekiwanie.',
  authorized: 'Klarna zatwierdziła Twój zakup.',
  finalizeRequired: 'Klarna jest gotowa. Zakup dokończysz w ostatnim kroku.',
  placing: 'Składamy Twoje zamówienie. Nie zamykaj tej strony.',
  placed: 'Dziękujemy. Twoje zamówienie zostało złożone.',
  pending: 'Otrzymaliśmy Twoje zamówienie. Klarna wkrótce potwierdzi płatność.',
  cancelled: 'Zakup w Klarnie nie został dokończony. Możesz spróbować ponownie.',
  invalid: 'Klarna nie mogła użyć niektórych Twoich danych. Sprawdź je i spróbuj ponownie.',
  invalidField: 'Sprawdź te dane. Klarna nie mogła ich użyć.',
  unavailable: 'Klarna nie jest dostępna dla tego zakupu. Wybierz inny sposób płatności.',
  declined: 'Klarna nie może zatwierdzić tego zakupu. Wybierz inny sposób płatności.',
  mayBePaid: 'Ten zakup mógł już zostać opłacony. Nie płać ponownie. Sprawdzamy to.',
  unknown:
    'Nie wiemy, czy zakup doszedł do skutku. Nie zamawiaj ponownie, dopóki nie odświeżysz tej strony lub nie sprawdzisz poczty e-mail.',
  failed: 'Nie udało się połączyć z Klarną. Nie pobrano żadnej kwoty.',
  orderFailed: 'Nie udało się złożyć zamówienia. Spróbuj ponownie.',
  notReady: 'Klarna nie jest jeszcze gotowa. Poczekaj chwilę.',
  notChosen: 'Najpierw dokończ krok wyświetlany dla Klarny.',
  expired: 'Minęło zbyt dużo czasu. Dokończ zakup w Klarnie jeszcze raz.',
  retry: 'Spróbuj ponownie',
  checkAgain: 'Sprawdź ponownie',
  reload: 'Odśwież stronę',
  giveUp: 'Przerwij oczekiwanie',
  supportReference: 'Numer referencyjny dla obsługi klienta: {reference}',

  given_name: 'Imię',
  family_name: 'Nazwisko',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Zwrot grzecznościowy',
  street_address: 'Ulica i numer domu',
  street_address2: 'Dodatkowe dane adresowe',
  postal_code: 'Kod pocztowy',
  city: 'Miejscowość',
  region: 'Województwo',
  country: 'Kraj',
  date_of_birth: 'Data urodzenia',
  national_identification_number: 'Numer PESEL',
  organization_name: 'Firma',
  organization_registration_id: 'Numer rejestrowy firmy',
  gender: 'Płeć',
  care_of: 'C/o',
  place_of_birth: 'Miejsce urodzenia',
  attention: 'Osoba kontaktowa',
  vat_id: 'Numer VAT (NIP)',
  organization_entity_type: 'Forma prawna',
};
