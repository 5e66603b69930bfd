/** Romanian. Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-ro',
  consentTitle: 'Plătește cu Klarna',
  consentIntro:
    'Dacă ești de acord, Klarna primește coșul tău și date tehnice pentru a-ți arăta opțiuni de plată, a preveni frauda și a-ți evalua bonitatea. Până atunci nu se trimite nimic.',
  consentMore: 'Ce date se transmit?',
  consentRecipient: 'Destinatar: {recipient}',
  consentElsewhere: '{recipient}; în afara UE și compania Klarna din țara ta',
  consentData:
    'Klarna primește conținutul coșului tău, adresa ta IP și date tehnice despre browserul tău și poate stoca identificatori în acesta.',
  consentCustomer:
    'Numele, adresa și datele tale de contact sunt trimise abia când apeși butonul care pornește plata.',
  consentCustomerEarly:
    'Numele, adresa și datele tale de contact sunt trimise imediat ce ești de acord.',
  consentPurpose:
    'Klarna folosește aceste date pentru a-ți arăta opțiunile sale de plată, pentru a preveni frauda și pentru a-ți evalua bonitatea.',
  consentAgree: 'Sunt de acord și continui',
  consentOther: 'Alege altă metodă de plată',
  consentWithdraw: 'Retrage acordul',
  klarnaPrivacy: 'Politica de confidențialitate Klarna',
  shopPrivacy: 'Politica de confidențialitate a magazinului',
  newTab: 'se deschide într-o filă nouă',

  methodsLegend: 'Cum vrei să plătești cu Klarna?',
  // After directive 2011/83/EU, article 8 (2): „comandă ce implică o obligație de plată”.
  payOrder: 'Comandă cu obligație de plată',
  payContinue: 'Continuă cu Klarna',

  starting: 'Se face conexiunea cu Klarna…',
  loading: 'Se încarcă opțiunile de plată…',
  authorizing: 'Te rugăm să finalizezi achiziția la Klarna.',
  finalizing: 'Klarna finalizează achiziția ta…',
  overdue:
    'Klarna nu a răspuns încă. Dacă nu vezi nicio fereastră Klarna, poți renunța la așteptare.',
  authorized: 'Klarna ți-a aprobat achiziția.',
  finalizeRequired: 'Klarna este pregătită. Finalizezi achiziția la ultimul pas.',
  placing: 'Comanda ta este în curs de înregistrare. Te rugăm să nu închizi această pagină.',
  placed: 'Îți mulțumim. Comanda ta a fost înregistrată.',
  pending: 'Am primit comanda ta. Klarna va confirma plata în scurt timp.',
  cancelled: 'Achiziția la Klarna nu a fost finalizată. Poți încerca din nou.',
  invalid:
    'Klarna nu a putut folosi unele dintre datele tale. Te rugăm să le verifici și să încerci din nou.',
  invalidField: 'Te rugăm să verifici această informație. Klarna nu a putut să o folosească.',
  unavailable:
    'Klarna nu este disponibilă pentru această achiziție. Te rugăm să alegi altă metodă de plată.',
  declined: 'Klarna nu poate aproba această achiziție. Te rugăm să alegi altă metodă de plată.',
  mayBePaid:
    'Este posibil ca această achiziție să fie deja plătită. Te rugăm să nu plătești din nou. Verificăm.',
  unknown:
    'Nu știm dacă achiziția a reușit. Te rugăm să nu comanzi din nou înainte de a reîncărca această pagină sau de a-ți verifica e-mailul.',
  failed: 'Klarna nu a putut fi contactată. Nu s-a debitat nicio sumă.',
  orderFailed: 'Comanda ta nu a putut fi înregistrată. Te rugăm să încerci din nou.',
  notReady: 'Klarna nu este încă pregătită. Te rugăm să aștepți puțin.',
  notChosen: 'Te rugăm să finalizezi mai întâi pasul afișat pentru Klarna.',
  expired: 'A trecut prea mult timp. Te rugăm să finalizezi din nou achiziția la Klarna.',
  retry: 'Încearcă din nou',
  checkAgain: 'Verifică din nou',
  reload: 'Reîncarcă pagina',
  giveUp: 'Renunță la așteptare',
  supportReference: 'Cod de referință pentru serviciul clienți: {reference}',

  given_name: 'Prenume',
  family_name: 'Nume de familie',
  email: 'E-mail',
  phone: 'Telefon',
  title: 'Formulă de adresare',
  street_address: 'Stradă și număr',
  street_address2: 'Completare adresă',
  postal_code: 'Cod poștal',
  city: 'Localitate',
  region: 'Județ sau sector',
  country: 'Țară',
  date_of_birth: 'Data nașterii',
  national_identification_number: 'Cod numeric personal (CNP)',
  organization_name: 'Companie',
  organization_registration_id: 'Cod unic de înregistrare (CUI)',
  gender: 'Sex',
  care_of: 'În atenția (c/o)',
  place_of_birth: 'Locul nașterii',
  attention: 'Persoană de contact',
  vat_id: 'Cod de TVA',
  organization_entity_type: 'Formă juridică',
};
