/** German. Reviewed. */
import type { Messages } from './en.js';

export const de: Messages = {
  consentVersion: '2026-11-de',
  consentTitle: 'Mit Klarna bezahlen',
  consentIntro:
    'Wenn Sie zustimmen, verbindet sich diese Seite mit der Klarna Bank AB (publ), Stockholm.',
  consentData:
    'Klarna erhält dann Ihren Warenkorb, Ihre IP-Adresse und technische Angaben zu Ihrem Browser und kann darin Kennungen speichern. Ihr Name, Ihre Adresse und Ihre Kontaktdaten folgen erst, wenn Sie auf den Bestellknopf drücken.',
  consentPurpose:
    'Klarna nutzt diese Daten, um Ihnen seine Zahlungsarten zu zeigen, Betrug zu verhindern und Ihre Bonität zu prüfen. Ohne Ihre Zustimmung wird nichts übermittelt.',
  consentAgree: 'Zustimmen und fortfahren',
  consentOther: 'Andere Zahlungsart wählen',
  consentWithdraw: 'Zustimmung widerrufen',
  klarnaPrivacy: 'Datenschutzhinweise von Klarna',
  shopPrivacy: 'Datenschutzhinweise dieses Shops',
  newTab: 'öffnet sich in einem neuen Tab',

  methodsLegend: 'Wie möchten Sie mit Klarna bezahlen?',
  // § 312j (3) BGB and § 8 (2) FAGG: these words and no others.
  payOrder: 'Zahlungspflichtig bestellen',
  payContinue: 'Weiter mit Klarna',

  starting: 'Verbindung zu Klarna wird hergestellt …',
  loading: 'Ihre Zahlungsarten werden geladen …',
  authorizing: 'Bitte schließen Sie Ihren Kauf bei Klarna ab.',
  finalizing: 'Klarna schließt Ihren Kauf ab …',
  overdue:
    'Klarna hat noch nicht geantwortet. Wenn Sie kein Fenster von Klarna sehen, können Sie das Warten beenden.',
  authorized: 'Klarna hat Ihren Kauf genehmigt.',
  finalizeRequired: 'Klarna ist bereit. Ihr Kauf wird im letzten Schritt abgeschlossen.',
  placing: 'Ihre Bestellung wird aufgegeben. Bitte schließen Sie diese Seite nicht.',
  placed: 'Vielen Dank. Ihre Bestellung ist eingegangen.',
  pending: 'Ihre Bestellung ist eingegangen. Klarna bestätigt die Zahlung in Kürze.',
  cancelled:
    'Sie haben den Kauf bei Klarna nicht abgeschlossen. Sie können es jederzeit erneut versuchen.',
  invalid:
    'Klarna konnte einige Ihrer Angaben nicht verwenden. Bitte prüfen Sie diese und versuchen Sie es erneut.',
  invalidField: 'Bitte prüfen Sie diese Angabe. Klarna konnte sie nicht verwenden.',
  unavailable:
    'Klarna ist für diesen Kauf nicht verfügbar. Bitte wählen Sie eine andere Zahlungsart.',
  declined: 'Klarna kann diesen Kauf nicht genehmigen. Bitte wählen Sie eine andere Zahlungsart.',
  unknown:
    'Wir wissen nicht, ob der Kauf zustande gekommen ist. Bitte bestellen Sie nicht noch einmal, bevor Sie diese Seite neu geladen oder Ihre E-Mails geprüft haben.',
  failed: 'Klarna ist nicht erreichbar. Es wurde nichts abgebucht.',
  orderFailed: 'Ihre Bestellung konnte nicht aufgegeben werden. Bitte versuchen Sie es erneut.',
  notReady: 'Klarna ist noch nicht bereit. Bitte warten Sie einen Moment.',
  notChosen: 'Bitte schließen Sie zuerst den Schritt ab, der für Klarna angezeigt wird.',
  expired: 'Es ist zu viel Zeit vergangen. Bitte schließen Sie den Kauf bei Klarna erneut ab.',
  retry: 'Erneut versuchen',
  reload: 'Seite neu laden',
  giveUp: 'Nicht länger warten',
  supportReference: 'Referenz für den Kundenservice: {reference}',

  given_name: 'Vorname',
  family_name: 'Nachname',
  email: 'E-Mail-Adresse',
  phone: 'Telefonnummer',
  title: 'Anrede',
  street_address: 'Straße und Hausnummer',
  street_address2: 'Adresszusatz',
  postal_code: 'Postleitzahl',
  city: 'Ort',
  region: 'Bundesland oder Region',
  country: 'Land',
  date_of_birth: 'Geburtsdatum',
  national_identification_number: 'Personenkennzahl',
  organization_name: 'Firma',
  organization_registration_id: 'Handelsregisternummer',
};
