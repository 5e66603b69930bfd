/** German. Reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-de',
  consentTitle: 'Mit Klarna bezahlen',
  consentIntro:
    'Mit Ihrer Zustimmung erhält Klarna Warenkorb und technische Daten, um Zahlungsarten anzubieten, Betrug zu verhindern und Ihre Bonität zu prüfen. Vorher wird nichts übermittelt.',
  consentMore: 'Was wird übermittelt?',
  consentRecipient: 'Empfänger: {recipient}',
  consentElsewhere: '{recipient}; außerhalb der EU auch das Klarna-Unternehmen in Ihrem Land',
  consentData:
    'Klarna erhält den Inhalt Ihres Warenkorbs, Ihre IP-Adresse und technische Angaben zu Ihrem Browser und kann darin Kennungen speichern.',
  consentCustomer:
    'Ihr Name, Ihre Adresse und Ihre Kontaktdaten folgen erst, wenn Sie auf den Knopf drücken, der die Zahlung startet.',
  consentCustomerEarly:
    'Ihr Name, Ihre Adresse und Ihre Kontaktdaten werden übermittelt, sobald Sie zustimmen.',
  consentPurpose:
    'Klarna nutzt diese Daten, um Ihnen seine Zahlungsarten zu zeigen, Betrug zu verhindern und Ihre Bonität zu prüfen.',
  consentAgree: 'Zustimmen und fortfahren',
  consentOther: 'Andere Zahlungsart wählen',
  consentWithdraw: 'Zustimmung widerrufen',
  klarnaPrivacy: 'Datenschutzhinweise von Klarna',
  shopPrivacy: 'Datenschutzhinweise dieses Shops',
  newTab: 'öffnet sich in einem neuen Tab',

  methodsLegend: 'Wie möchten Sie mit Klarna bezahlen?',
  // The words of § 312j (3) BGB and § 8 (2) FAGG.
  payOrder: 'Zahlungspflichtig bestellen',
  payContinue: 'Weiter mit Klarna',

  starting: 'Verbindung zu Klarna wird hergestellt …',
  loading: 'Ihre Zahlungsarten werden geladen …',
  authorizing: 'Bitte schließen Sie Ihren Kauf bei Klarna ab.',
  finalizing: 'Klarna schließt Ihren Kauf ab …',
  overdue:
    'Klarna hat noch nicht geantwortet. Wenn Sie kein Fenster von Klarna sehen, können Sie das Warten beenden.',
  authorized: 'Klarna hat Ihren Kauf genehmigt.',
  finalizeRequired: 'Klarna ist bereit. Sie schließen Ihren Kauf im letzten Schritt ab.',
  placing: 'Ihre Bestellung wird aufgegeben. Bitte schließen Sie diese Seite nicht.',
  placed: 'Vielen Dank. Ihre Bestellung ist eingegangen.',
  pending: 'Ihre Bestellung ist eingegangen. Klarna bestätigt die Zahlung in Kürze.',
  cancelled: 'Der Kauf bei Klarna wurde nicht abgeschlossen. Sie können es erneut versuchen.',
  invalid:
    'Klarna konnte einige Ihrer Angaben nicht verwenden. Bitte prüfen Sie diese und versuchen Sie es erneut.',
  invalidField: 'Bitte prüfen Sie diese Angabe. Klarna konnte sie nicht verwenden.',
  unavailable:
    'Klarna ist für diesen Kauf nicht verfügbar. Bitte wählen Sie eine andere Zahlungsart.',
  declined: 'Klarna kann diesen Kauf nicht genehmigen. Bitte wählen Sie eine andere Zahlungsart.',
  mayBePaid:
    'Dieser Einkauf ist möglicherweise schon bezahlt. Bitte bezahlen Sie ihn nicht noch einmal. Wir prüfen es laufend.',
  unknown:
    'Wir wissen nicht, ob der Kauf zustande gekommen ist. Bitte bestellen Sie nicht noch einmal, bevor Sie diese Seite neu geladen oder Ihre E-Mails geprüft haben.',
  failed: 'Klarna ist nicht erreichbar. Es wurde nichts abgebucht.',
  orderFailed: 'Ihre Bestellung konnte nicht aufgegeben werden. Bitte versuchen Sie es erneut.',
  notReady: 'Klarna ist noch nicht bereit. Bitte warten Sie einen Moment.',
  notChosen: 'Bitte schließen Sie zuerst den Schritt ab, der für Klarna angezeigt wird.',
  expired: 'Es ist zu viel Zeit vergangen. Bitte bestätigen Sie den Kauf bei Klarna noch einmal.',
  retry: 'Erneut versuchen',
  checkAgain: 'Erneut prüfen',
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
  national_identification_number: 'Nationale Identifikationsnummer',
  organization_name: 'Firma',
  organization_registration_id: 'Handelsregisternummer',
  gender: 'Geschlecht',
  care_of: 'Adresszeile c/o',
  place_of_birth: 'Geburtsort',
  attention: 'Ansprechperson',
  vat_id: 'Umsatzsteuer-ID',
  organization_entity_type: 'Rechtsform',
};

/** Written without ß. */
const swiss = Object.fromEntries(
  Object.entries(messages).map(([key, text]) => [key, text.replaceAll('ß', 'ss')]),
) as Messages;

export const countries: CountryMessages = {
  AT: {
    region: 'Bundesland',
    organization_registration_id: 'Firmenbuchnummer',
    vat_id: 'UID-Nummer',
  },
  CH: {
    ...swiss,
    region: 'Kanton',
    organization_registration_id: 'Unternehmens-Identifikationsnummer (UID)',
    vat_id: 'MWST-Nummer',
  },
  LI: swiss,
};
