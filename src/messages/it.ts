/** Italian. Not reviewed. */
import type { Messages } from './en.js';

export const it: Messages = {
  consentVersion: '2026-11-it',
  consentTitle: 'Paga con Klarna',
  consentIntro: 'Se acconsenti, questa pagina si collega a Klarna Bank AB (publ), Stoccolma.',
  consentData:
    'Klarna riceve allora il tuo carrello, il tuo indirizzo IP e dati tecnici sul tuo browser, e può memorizzarvi degli identificatori. Il tuo nome, il tuo indirizzo e i tuoi recapiti vengono inviati solo quando premi il pulsante di acquisto.',
  consentPurpose:
    'Klarna li usa per mostrarti le sue opzioni di pagamento, prevenire le frodi e valutare il tuo merito creditizio. Senza il tuo consenso non viene inviato nulla.',
  consentAgree: 'Accetta e continua',
  consentOther: 'Scegli un altro metodo di pagamento',
  consentWithdraw: 'Revoca il consenso',
  klarnaPrivacy: 'Informativa sulla privacy di Klarna',
  shopPrivacy: 'Informativa sulla privacy del negozio',
  newTab: 'si apre in una nuova scheda',

  methodsLegend: 'Come vuoi pagare con Klarna?',
  // After article 51 (2) of the Codice del consumo: «ordine con obbligo di pagare».
  payOrder: 'Ordina con obbligo di pagare',
  payContinue: 'Continua con Klarna',

  starting: 'Connessione a Klarna…',
  loading: 'Caricamento delle opzioni di pagamento…',
  authorizing: 'Completa il tuo acquisto con Klarna.',
  finalizing: 'Klarna sta completando il tuo acquisto…',
  overdue:
    'Klarna non ha ancora risposto. Se non vedi nessuna finestra di Klarna, puoi smettere di attendere.',
  authorized: 'Klarna ha approvato il tuo acquisto.',
  finalizeRequired: 'Klarna è pronta. Il tuo acquisto si conclude nell’ultimo passaggio.',
  placing: 'Stiamo inviando il tuo ordine. Non chiudere questa pagina.',
  placed: 'Grazie. Il tuo ordine è stato inviato.',
  pending: 'Abbiamo ricevuto il tuo ordine. Klarna confermerà a breve il pagamento.',
  cancelled: 'Non hai completato l’acquisto con Klarna. Puoi riprovare in qualsiasi momento.',
  invalid: 'Klarna non ha potuto usare alcuni dei tuoi dati. Controllali e riprova.',
  invalidField: 'Controlla questo dato. Klarna non ha potuto usarlo.',
  unavailable: 'Klarna non è disponibile per questo acquisto. Scegli un altro metodo di pagamento.',
  declined: 'Klarna non può approvare questo acquisto. Scegli un altro metodo di pagamento.',
  unknown:
    'Non sappiamo se l’acquisto è andato a buon fine. Non ordinare di nuovo prima di aver ricaricato questa pagina o controllato la tua e-mail.',
  failed: 'Klarna non è raggiungibile. Non è stato addebitato nulla.',
  orderFailed: 'Non è stato possibile inviare il tuo ordine. Riprova.',
  notReady: 'Klarna non è ancora pronta. Attendi un momento.',
  notChosen: 'Completa prima il passaggio mostrato per Klarna.',
  expired: 'È passato troppo tempo. Completa di nuovo l’acquisto con Klarna.',
  retry: 'Riprova',
  reload: 'Ricarica la pagina',
  giveUp: 'Smetti di attendere',
  supportReference: 'Riferimento per il servizio clienti: {reference}',

  given_name: 'Nome',
  family_name: 'Cognome',
  email: 'E-mail',
  phone: 'Telefono',
  title: 'Titolo',
  street_address: 'Via e numero civico',
  street_address2: 'Informazioni aggiuntive',
  postal_code: 'CAP',
  city: 'Città',
  region: 'Provincia',
  country: 'Paese',
  date_of_birth: 'Data di nascita',
  national_identification_number: 'Codice fiscale',
  organization_name: 'Azienda',
  organization_registration_id: 'Numero di iscrizione al registro imprese',
};
