/** Italian. Not reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-it',
  consentTitle: 'Paga con Klarna',
  consentIntro:
    'Se acconsenti, Klarna riceve il tuo carrello e dati tecnici per offrirti opzioni di pagamento, prevenire le frodi e valutare il tuo merito creditizio. Prima non viene inviato nulla.',
  consentMore: 'Che cosa viene condiviso?',
  consentRecipient: 'Destinatario: {recipient}',
  consentElsewhere: '{recipient}; fuori dall’UE anche la società di Klarna nel tuo paese',
  consentData:
    'Klarna riceve il contenuto del tuo carrello, il tuo indirizzo IP e dati tecnici sul tuo browser, e può memorizzarvi degli identificatori.',
  consentCustomer:
    'Il tuo nome, il tuo indirizzo e i tuoi recapiti vengono inviati solo quando premi il pulsante che avvia il pagamento.',
  consentCustomerEarly:
    'Il tuo nome, il tuo indirizzo e i tuoi recapiti vengono inviati non appena acconsenti.',
  consentPurpose:
    'Klarna usa questi dati per mostrarti le sue opzioni di pagamento, prevenire le frodi e valutare il tuo merito creditizio.',
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
    'Klarna non ha ancora risposto. Se non vedi nessuna finestra di Klarna, puoi interrompere l’attesa.',
  authorized: 'Klarna ha approvato il tuo acquisto.',
  finalizeRequired: 'Klarna è pronta. Completerai l’acquisto nell’ultimo passaggio.',
  placing: 'Stiamo registrando il tuo ordine. Non chiudere questa pagina.',
  placed: 'Grazie. Abbiamo ricevuto il tuo ordine.',
  pending: 'Abbiamo ricevuto il tuo ordine. Klarna confermerà a breve il pagamento.',
  cancelled: 'L’acquisto con Klarna non è stato completato. Puoi riprovare.',
  invalid: 'Klarna non ha potuto usare alcuni dei tuoi dati. Controllali e riprova.',
  invalidField: 'Controlla questo dato. Klarna non ha potuto usarlo.',
  unavailable: 'Klarna non è disponibile per questo acquisto. Scegli un altro metodo di pagamento.',
  declined: 'Klarna non può approvare questo acquisto. Scegli un altro metodo di pagamento.',
  mayBePaid:
    'Questo acquisto potrebbe essere già stato pagato. Non pagarlo di nuovo. Stiamo verificando.',
  unknown:
    'Non sappiamo se l’acquisto è andato a buon fine. Non ordinare di nuovo prima di aver ricaricato questa pagina o controllato la tua e-mail.',
  failed: 'Klarna non è raggiungibile. Non è stato addebitato nulla.',
  orderFailed: 'Non è stato possibile completare il tuo ordine. Riprova.',
  notReady: 'Klarna non è ancora pronta. Attendi un momento.',
  notChosen: 'Completa prima il passaggio mostrato per Klarna.',
  expired: 'È passato troppo tempo. Completa di nuovo l’acquisto con Klarna.',
  retry: 'Riprova',
  checkAgain: 'Controlla di nuovo',
  reload: 'Ricarica la pagina',
  giveUp: 'Interrompi l’attesa',
  supportReference: 'Riferimento per il servizio clienti: {reference}',

  given_name: 'Nome',
  family_name: 'Cognome',
  email: 'E-mail',
  phone: 'Telefono',
  title: 'Titolo',
  street_address: 'Via e numero civico',
  street_address2: 'Informazioni aggiuntive sull’indirizzo',
  postal_code: 'CAP',
  city: 'Città',
  region: 'Provincia',
  country: 'Paese',
  date_of_birth: 'Data di nascita',
  national_identification_number: 'Codice fiscale',
  organization_name: 'Azienda',
  organization_registration_id: 'Numero di iscrizione al registro imprese',
  gender: 'Sesso',
  care_of: 'Presso (c/o)',
  place_of_birth: 'Luogo di nascita',
  attention: 'Persona di riferimento',
  vat_id: 'Partita IVA',
  organization_entity_type: 'Forma giuridica',
};

export const countries: CountryMessages = {
  CH: {
    postal_code: 'NPA',
    region: 'Cantone',
    national_identification_number: 'Numero d’identificazione nazionale',
    organization_registration_id: 'Numero IDI',
    vat_id: 'Numero IVA',
  },
};
