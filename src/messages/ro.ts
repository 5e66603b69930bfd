/** Romanian. Not reviewed. */
import type { Messages } from './en.js';

export const ro: Messages = {
  consentVersion: '2026-11-ro',
  consentTitle: 'Plătiți cu Klarna',
  consentIntro:
    'Dacă sunteți de acord, această pagină se conectează la Klarna Bank AB (publ), Stockholm.',
  consentData:
    'Klarna primește atunci coșul dvs., adresa dvs. IP și date tehnice despre browserul dvs. și poate stoca identificatori în acesta. Numele, adresa și datele dvs. de contact sunt trimise abia când apăsați butonul de comandă.',
  consentPurpose:
    'Klarna le folosește pentru a vă arăta opțiunile sale de plată, pentru a preveni frauda și pentru a vă evalua bonitatea. Fără acordul dvs. nu se trimite nimic.',
  consentAgree: 'Sunt de acord și continui',
  consentOther: 'Alegeți altă metodă de plată',
  consentWithdraw: 'Retrageți acordul',
  klarnaPrivacy: 'Nota de confidențialitate Klarna',
  shopPrivacy: 'Nota de confidențialitate a magazinului',
  newTab: 'se deschide într-o filă nouă',

  methodsLegend: 'Cum doriți să plătiți cu Klarna?',
  // After directive 2011/83/EU, article 8 (2): „comandă ce implică o obligație de plată”.
  payOrder: 'Comandă cu obligația de plată',
  payContinue: 'Continuă cu Klarna',

  starting: 'Se face conexiunea cu Klarna…',
  loading: 'Se încarcă opțiunile dvs. de plată…',
  authorizing: 'Vă rugăm să finalizați achiziția la Klarna.',
  finalizing: 'Klarna finalizează achiziția dvs.…',
  overdue:
    'Klarna nu a răspuns încă. Dacă nu vedeți nicio fereastră Klarna, puteți renunța la așteptare.',
  authorized: 'Klarna a aprobat achiziția dvs.',
  finalizeRequired: 'Klarna este pregătită. Achiziția dvs. se finalizează la ultimul pas.',
  placing: 'Comanda dvs. este în curs de trimitere. Vă rugăm să nu închideți această pagină.',
  placed: 'Vă mulțumim. Comanda dvs. a fost trimisă.',
  pending: 'Am primit comanda dvs. Klarna va confirma plata în scurt timp.',
  cancelled: 'Nu ați finalizat achiziția la Klarna. Puteți încerca din nou oricând.',
  invalid:
    'Klarna nu a putut folosi unele dintre datele dvs. Vă rugăm să le verificați și să încercați din nou.',
  invalidField: 'Vă rugăm să verificați această informație. Klarna nu a putut-o folosi.',
  unavailable:
    'Klarna nu este disponibilă pentru această achiziție. Vă rugăm să alegeți altă metodă de plată.',
  declined: 'Klarna nu poate aproba această achiziție. Vă rugăm să alegeți altă metodă de plată.',
  unknown:
    'Nu știm dacă achiziția a reușit. Vă rugăm să nu comandați din nou înainte de a reîncărca această pagină sau de a vă verifica e-mailul.',
  failed: 'Klarna nu a putut fi contactată. Nu s-a debitat nimic.',
  orderFailed: 'Comanda dvs. nu a putut fi trimisă. Vă rugăm să încercați din nou.',
  notReady: 'Klarna nu este încă pregătită. Vă rugăm să așteptați puțin.',
  notChosen: 'Vă rugăm să finalizați mai întâi pasul afișat pentru Klarna.',
  expired: 'A trecut prea mult timp. Vă rugăm să finalizați din nou achiziția la Klarna.',
  retry: 'Încercați din nou',
  reload: 'Reîncărcați pagina',
  giveUp: 'Renunțați la așteptare',
  supportReference: 'Referință pentru serviciul clienți: {reference}',

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
  national_identification_number: 'Cod numeric personal',
  organization_name: 'Companie',
  organization_registration_id: 'Număr de înregistrare al companiei',
};
