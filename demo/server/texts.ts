/** Every sentence of the shop in its two languages. A page names one by `{{key}}`. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const TEXTS = {
  brand: { en: 'Ebbe & Ton', de: 'Ebbe & Ton' },
  claim: { en: 'Stoneware and linen from the coast', de: 'Steinzeug und Leinen von der Küste' },
  skip: { en: 'Skip to content', de: 'Zum Inhalt springen' },
  languageSwitch: { en: 'Language', de: 'Sprache' },
  simulated: {
    en: 'A demo: everything is simulated, no money moves, nothing is delivered. Not affiliated with Klarna.',
    de: 'Eine Demo: alles ist simuliert, es fließt kein Geld, nichts wird geliefert. Keine Verbindung zu Klarna.',
  },
  allDemos: { en: 'All demo pages', de: 'Alle Demoseiten' },

  // The front door.
  frontTitle: { en: '<klarna-checkout>: the demo shop', de: '<klarna-checkout>: der Demoshop' },
  frontHeading: {
    en: 'A Klarna purchase on a plain page',
    de: 'Ein Klarna-Einkauf auf einer schlichten Seite',
  },
  frontLead: {
    en: '<klarna-checkout> is one custom element that covers the whole client side of Klarna Payments: consent, widget, authorization, token. This little shop uses it as any shop would.',
    de: '<klarna-checkout> ist ein Custom Element für die ganze Browserseite von Klarna Payments: Einwilligung, Widget, Autorisierung, Token. Dieser kleine Laden benutzt es wie jeder andere Shop.',
  },
  frontHow: {
    en: 'Beside most checkouts the demo panel shows the element’s events as they come and lets you choose what “Klarna” answers.',
    de: 'Neben den meisten Kassen zeigt die Demo-Leiste die Ereignisse des Elements und lässt wählen, was „Klarna“ antwortet.',
  },
  frontPages: { en: 'Demo pages', de: 'Demoseiten' },
  shopCard: { en: 'The shop', de: 'Der Laden' },
  shopCardNote: {
    en: 'Six things for the table. Fill the cart here; it lives on the server.',
    de: 'Sechs Dinge für den Tisch. Hier füllt sich der Warenkorb; er liegt auf dem Server.',
  },
  onePageCard: { en: 'One-page checkout', de: 'Kasse auf einer Seite' },
  onePageCardNote: {
    en: 'One form, a list of two payment methods: Klarna’s radio turns the element on and off.',
    de: 'Ein Formular, eine Liste mit zwei Zahlungsarten: Klarnas Knopf schaltet das Element ein und aus.',
  },
  threeStepCard: { en: 'Three-step checkout', de: 'Kasse in drei Schritten' },
  threeStepCardNote: {
    en: 'Authorize on the payment page, finalize on the review page: three page loads.',
    de: 'Autorisiert auf der Zahlungsseite, abgeschlossen auf der Prüfseite: drei Seitenaufrufe.',
  },

  docsTitle: { en: 'Documentation', de: 'Dokumentation' },
  docsNote: {
    en: 'Guides, reference, error codes, questions and answers.',
    de: 'Anleitungen, Nachschlagen, Fehlercodes, Fragen und Antworten (auf Englisch).',
  },
  docsContents: { en: 'Contents', de: 'Inhalt' },
  tryTitle: { en: 'Two script tags', de: 'Zwei Script-Tags' },
  tryNote: {
    en: 'The page from the top of the README: no backend, not even the shop’s.',
    de: 'Die Seite vom Anfang der README: ohne Backend, auch ohne das des Ladens.',
  },

  // The playground.
  playgroundTitle: { en: 'Playground', de: 'Spielwiese' },
  playgroundNote: {
    en: 'Try every setting: attributes, market, language, look, and what Klarna answers. Copy the HTML.',
    de: 'An jeder Schraube drehen: Attribute, Markt, Sprache, Aussehen und was Klarna antwortet. HTML kopieren.',
  },
  playSettings: { en: 'Settings', de: 'Einstellungen' },
  playElement: { en: 'The element', de: 'Das Element' },
  playCode: { en: 'HTML', de: 'HTML' },
  playCopy: { en: 'Copy', de: 'Kopieren' },
  playCopied: { en: 'Copied', de: 'Kopiert' },
  playEvents: { en: 'Events', de: 'Ereignisse' },
  playNetwork: { en: 'Network', de: 'Netzwerk' },
  playAgain: { en: 'Start again', de: 'Neu beginnen' },
  playKlarna: { en: 'Klarna', de: 'Klarna' },
  playPurchase: { en: 'Purchase', de: 'Einkauf' },
  playLook: { en: 'Look', de: 'Aussehen' },
  playMarket: { en: 'Market', de: 'Markt' },
  playLanguage: { en: 'Language', de: 'Sprache' },
  playDirection: { en: 'Direction', de: 'Schreibrichtung' },
  playLeft: { en: 'Left to right', de: 'Von links nach rechts' },
  playRight: { en: 'Right to left', de: 'Von rechts nach links' },
  playTheme: { en: 'Theme', de: 'Farben' },
  playLight: { en: 'Light', de: 'Hell' },
  playDark: { en: 'Dark', de: 'Dunkel' },
  playBrand: { en: 'Your brand', de: 'Eigene Marke' },
  playAccent: { en: 'Accent', de: 'Akzent' },
  playRadius: { en: 'Corners', de: 'Ecken' },
  playCustomer: { en: 'Customer', de: 'Kundschaft' },
  playPerson: { en: 'A person', de: 'Eine Person' },
  playCompany: { en: 'A company', de: 'Eine Firma' },
  playCategories: { en: 'Klarna offers', de: 'Klarna bietet an' },
  playOne: { en: 'One method', de: 'Eine Zahlart' },
  playThree: { en: 'Three methods', de: 'Drei Zahlarten' },
  playPlace: { en: 'Stands', de: 'Steht' },
  playAlone: { en: 'Alone', de: 'Allein' },
  playInForm: { en: 'In a form', de: 'In einem Formular' },
  playBesideForm: { en: 'Beside a form (form)', de: 'Neben einem Formular (form)' },
  playAnswer: { en: 'What happens', de: 'Was geschieht' },
  playAnswerNote: { en: 'Loads the page anew.', de: 'Lädt die Seite neu.' },
  playConsent: { en: 'Consent', de: 'Einwilligung' },
  playPage: { en: 'The page around it', de: 'Die Seite darum' },
  playServer: { en: 'Endpoint', de: 'Endpunkt' },
  playNeedsThree: {
    en: 'Where Klarna offers three methods.',
    de: 'Wo Klarna drei Zahlarten anbietet.',
  },
  playStepsNote: {
    en: 'The first press authorizes, the second finalizes.',
    de: 'Der erste Druck autorisiert, der zweite schließt ab.',
  },
  playOrderNote: {
    en: 'The element places the order; the token then does not go into the form.',
    de: 'Das Element bestellt; der Token geht dann nicht ins Formular.',
  },
  playVersionNote: {
    en: 'Change it after Klarna is there: the session is updated.',
    de: 'Ändern, wenn Klarna da ist: die Session wird nachgeführt.',
  },
  playGrantedNote: {
    en: 'The shop has asked: no prompt, and it starts at once, or when chosen.',
    de: 'Der Shop hat gefragt: keine Frage, es beginnt sofort oder mit der Wahl.',
  },
  playNeedsPrompt: {
    en: 'Where the element asks for consent.',
    de: 'Wo das Element um Einwilligung bittet.',
  },
  playChoiceNote: {
    en: 'In a form with a list of payment methods.',
    de: 'In einem Formular mit einer Liste von Zahlarten.',
  },
  playSubmitterNote: {
    en: 'In a form with more than one button.',
    de: 'In einem Formular mit mehreren Knöpfen.',
  },
  playFieldsNote: {
    en: 'In a form: names of a shop system, or selectors, in place of autocomplete.',
    de: 'In einem Formular: Namen eines Shopsystems oder Selektoren statt autocomplete.',
  },
  playTokenNote: {
    en: 'In a form, without place-order.',
    de: 'In einem Formular, ohne place-order.',
  },
  playButtonNote: {
    en: 'auto: shown unless the form has a button. hide: a button of the page pays.',
    de: 'auto: gezeigt, außer das Formular hat einen Knopf. hide: ein Knopf der Seite bezahlt.',
  },
  playAmountNote: {
    en: 'On the element’s own button.',
    de: 'Auf dem Knopf des Elements.',
  },
  playLockForm: { en: 'the form', de: 'das Formular' },
  playLockNote: {
    en: 'What cannot be used while Klarna decides; main is this whole page.',
    de: 'Was gesperrt ist, während Klarna entscheidet; main ist diese ganze Seite.',
  },
  playDisabledNote: {
    en: 'Takes effect on what is shown, also after a press.',
    de: 'Wirkt auf das Gezeigte, auch nach einem Druck.',
  },
  playEndpointNote: {
    en: 'Lives in this page; with {call} any address will do.',
    de: 'Liegt in dieser Seite; mit {call} geht jede Adresse.',
  },
  playNeedsHeader: { en: 'Together with csrf-header.', de: 'Zusammen mit csrf-header.' },

  // The catalogue.
  shopTitle: { en: 'Shop', de: 'Laden' },
  shopHeading: { en: 'Things for a quiet table', de: 'Dinge für einen ruhigen Tisch' },
  addToCart: { en: 'Add to cart', de: 'In den Warenkorb' },
  inCart: { en: 'in your cart', de: 'im Warenkorb' },
  toCheckout: { en: 'Go to checkout', de: 'Zur Kasse' },
  inclTax: { en: 'incl. VAT, plus delivery', de: 'inkl. MwSt., zzgl. Versand' },

  plainFormTitle: { en: 'A plain form', de: 'Ein schlichtes Formular' },
  plainFormNote: {
    en: 'No script of the shop: one form, one script tag, one element.',
    de: 'Kein Skript des Shops: ein Formular, ein Script-Tag, ein Element.',
  },
  arrangedPartsTitle: { en: 'Arranged parts', de: 'Angeordnete Teile' },
  arrangedPartsNote: {
    en: 'The shop says where the widget, the status and the button go.',
    de: 'Der Shop bestimmt, wo Widget, Meldung und Knopf stehen.',
  },
  shadowRootsTitle: { en: 'Inside shadow roots', de: 'In Shadow Roots' },
  shadowRootsNote: {
    en: 'The checkout inside one shadow root, and inside three, one in the other.',
    de: 'Die Kasse in einem Shadow Root, und in dreien, einer im anderen.',
  },
  shadowRootsOne: { en: 'One shadow root', de: 'Ein Shadow Root' },
  shadowRootsThree: { en: 'Three shadow roots', de: 'Drei Shadow Roots' },
  twoElementsTitle: { en: 'Two elements', de: 'Zwei Elemente' },
  twoElementsNote: {
    en: 'Two offers of Klarna side by side, each with its own form.',
    de: 'Zwei Angebote von Klarna nebeneinander, jedes mit eigenem Formular.',
  },
  twoElementsLater: { en: 'Pay later', de: 'Später bezahlen' },
  twoElementsParts: { en: 'Pay in parts', de: 'In Raten bezahlen' },
  themedTitle: { en: 'Another brand', de: 'Eine andere Marke' },
  themedNote: {
    en: 'Dark and loud, by custom properties and ::part alone.',
    de: 'Dunkel und laut, allein durch Custom Properties und ::part.',
  },
  waterfallTitle: { en: 'The waterfall of a purchase', de: 'Der Ablauf eines Einkaufs' },
  waterfallCardNote: {
    en: 'What took how long in your last purchase, from the element’s own performance entries.',
    de: 'Was bei Ihrem letzten Einkauf wie lange gedauert hat, aus den Performance-Einträgen des Elements.',
  },
  waterfallLead: {
    en: 'Your last purchase in this tab, as the element left it in the browser’s performance timeline. Any shop’s monitoring can read the same.',
    de: 'Ihr letzter Einkauf in diesem Tab, wie ihn das Element in der Performance-Timeline des Browsers hinterlassen hat. Jedes Monitoring eines Shops kann dasselbe lesen.',
  },
  waterfallNone: {
    en: 'There has been none in this tab yet: buy something with Klarna, then come back.',
    de: 'In diesem Tab gab es noch keinen: Kaufen Sie etwas mit Klarna und kommen Sie wieder.',
  },
  waterfallConsent: { en: 'From consent to the widget', de: 'Von der Zustimmung zum Widget' },
  waterfallPress: { en: 'From the press to the answer', de: 'Vom Druck zur Antwort' },
  waterfallLater: { en: 'Later, without a press', de: 'Später, ohne Druck' },
  waterfallStep: { en: 'Step', de: 'Schritt' },
  waterfallStart: { en: 'Begins at (ms)', de: 'Beginnt bei (ms)' },
  waterfallTook: { en: 'Takes (ms)', de: 'Dauert (ms)' },
  waterfallResult: { en: 'Result', de: 'Ergebnis' },
  waterfallOwn: {
    en: 'From the arrival of both session and SDK to load, the element itself took:',
    de: 'Vom Eintreffen von Session und SDK bis load brauchte das Element selbst:',
  },
  waterfallNote: {
    en: 'Grey bars are the shop’s server, the others Klarna. Pauses in which nothing but the shopper was waited for are left out. In this demo Klarna is simulated, so its times mean nothing.',
    de: 'Graue Balken sind der Server des Shops, die anderen Klarna. Pausen, in denen nur auf den Menschen gewartet wurde, fehlen. In dieser Demo ist Klarna simuliert, seine Zeiten sagen also nichts.',
  },
  waterfallLink: {
    en: 'What took how long? The waterfall of this purchase',
    de: 'Was hat wie lange gedauert? Der Ablauf dieses Einkaufs',
  },
  oneCountry: {
    en: 'Change it on the one-page checkout.',
    de: 'Zu ändern in der Kasse auf einer Seite.',
  },

  // The checkout.
  onePageTitle: { en: 'Checkout', de: 'Kasse' },
  deliveryHeading: { en: 'Contact and delivery', de: 'Kontakt und Lieferung' },
  email: { en: 'E-mail', de: 'E-Mail' },
  given_name: { en: 'First name', de: 'Vorname' },
  family_name: { en: 'Last name', de: 'Nachname' },
  street_address: { en: 'Street and number', de: 'Straße und Hausnummer' },
  postal_code: { en: 'Postal code', de: 'Postleitzahl' },
  city: { en: 'City', de: 'Ort' },
  phone: { en: 'Phone', de: 'Telefon' },
  country: { en: 'Country', de: 'Land' },
  optional: { en: 'optional', de: 'freiwillig' },
  requiredNote: {
    en: 'Everything is needed unless it says “optional”.',
    de: 'Alle Angaben sind nötig, außer wo „freiwillig“ steht.',
  },
  fillIn: { en: 'Fill in a test person', de: 'Testperson eintragen' },
  paymentHeading: { en: 'Payment', de: 'Zahlung' },
  payKlarna: { en: 'Klarna', de: 'Klarna' },
  payKlarnaNote: {
    en: 'Pay now, later or in parts',
    de: 'Sofort, später oder in Raten bezahlen',
  },
  payPrepayment: { en: 'Prepayment', de: 'Vorkasse' },
  payPrepaymentNote: {
    en: 'Bank transfer; we send the invoice by e-mail',
    de: 'Überweisung; die Rechnung kommt per E-Mail',
  },
  summaryHeading: { en: 'Your order', de: 'Ihre Bestellung' },
  quantity: { en: 'Quantity', de: 'Anzahl' },
  less: { en: 'One less:', de: 'Eins weniger:' },
  more: { en: 'One more:', de: 'Eins mehr:' },
  each: { en: 'each', de: 'je' },
  voucher: { en: 'Voucher code', de: 'Gutscheincode' },
  voucherHint: { en: 'Try EBBE10', de: 'z. B. EBBE10' },
  apply: { en: 'Apply', de: 'Einlösen' },
  goods: { en: 'Goods', de: 'Waren' },
  discount: { en: 'Voucher', de: 'Gutschein' },
  shipping: { en: 'Delivery', de: 'Versand' },
  freeShipping: { en: 'free', de: 'kostenlos' },
  total: { en: 'Total', de: 'Gesamtsumme' },
  taxIncluded: { en: 'VAT included', de: 'Enthaltene MwSt.' },
  emptyCart: { en: 'Your cart is empty.', de: 'Ihr Warenkorb ist leer.' },
  toShop: { en: 'Go to the shop', de: 'Zum Laden' },
  terms: {
    en: 'I have read the terms and the right of withdrawal.',
    de: 'Ich habe die AGB und die Widerrufsbelehrung gelesen.',
  },
  buy: { en: 'Buy now', de: 'Zahlungspflichtig bestellen' },
  buyNote: {
    en: 'With this button you place the order, with the obligation to pay.',
    de: 'Mit diesem Knopf geben Sie die Bestellung verbindlich auf.',
  },

  // Three steps.
  stepAddressTitle: { en: 'Checkout: address', de: 'Kasse: Adresse' },
  stepPaymentTitle: { en: 'Checkout: payment', de: 'Kasse: Zahlung' },
  stepReviewTitle: { en: 'Checkout: review', de: 'Kasse: Prüfen' },
  steps: { en: 'Steps of the checkout', de: 'Schritte der Kasse' },
  stepAddress: { en: 'Address', de: 'Adresse' },
  stepPayment: { en: 'Payment', de: 'Zahlung' },
  stepReview: { en: 'Review', de: 'Prüfen' },
  toPayment: { en: 'Continue to payment', de: 'Weiter zur Zahlung' },
  toReview: { en: 'Continue to review', de: 'Weiter zum Prüfen' },
  change: { en: 'Change', de: 'Ändern' },
  reviewHeading: { en: 'Check your order', de: 'Bestellung prüfen' },

  // After the order.
  confirmationTitle: { en: 'Thank you', de: 'Danke' },
  confirmationHeading: { en: 'Thank you for your order', de: 'Danke für Ihre Bestellung' },
  orderNumber: { en: 'Order number', de: 'Bestellnummer' },
  orderDate: { en: 'Date', de: 'Datum' },
  paidWith: { en: 'Payment', de: 'Zahlung' },
  deliverTo: { en: 'Delivery to', de: 'Lieferung an' },
  nextHeading: { en: 'What happens next', de: 'Wie es weitergeht' },
  nextMail: {
    en: 'We would now send a confirmation by e-mail. This is a demo, so no mail goes out.',
    de: 'Jetzt ginge eine Bestätigung per E-Mail hinaus. Dies ist eine Demo, es wird nichts verschickt.',
  },
  nextKlarna: {
    en: 'Klarna would tell you when and how to pay.',
    de: 'Klarna würde sich melden, wann und wie zu zahlen ist.',
  },
  nextPending: {
    en: 'Klarna still checks this payment. We would write to you as soon as it is decided.',
    de: 'Klarna prüft diese Zahlung noch. Wir würden schreiben, sobald entschieden ist.',
  },
  nextPrepayment: {
    en: 'The invoice names our account. We pack when the money has arrived.',
    de: 'Auf der Rechnung steht unser Konto. Wir packen, wenn das Geld da ist.',
  },
  nextParcel: {
    en: 'The parcel leaves within two working days.',
    de: 'Das Paket geht innerhalb von zwei Werktagen auf den Weg.',
  },
  print: { en: 'Print', de: 'Drucken' },
  noOrder: { en: 'There is no such order here.', de: 'Diese Bestellung gibt es hier nicht.' },
  noOrderNote: {
    en: 'Orders live in the memory of the demo server and are forgotten when it stops.',
    de: 'Bestellungen liegen im Speicher des Demoservers und sind vergessen, wenn er endet.',
  },

  // What went wrong.
  noticeAddress: {
    en: 'Some of the address is missing. Please complete it.',
    de: 'In der Adresse fehlt etwas. Bitte ergänzen Sie sie.',
  },
  noticeVoucher: { en: 'This voucher is not known.', de: 'Diesen Gutschein gibt es nicht.' },
  noticeTerms: { en: 'Please confirm the terms.', de: 'Bitte bestätigen Sie die AGB.' },
  noticePayment: {
    en: 'The payment did not go through. Nothing was ordered. Please try again or choose another way to pay.',
    de: 'Die Zahlung hat nicht geklappt. Es wurde nichts bestellt. Bitte versuchen Sie es noch einmal oder wählen Sie eine andere Zahlungsart.',
  },
  noticeEmpty: { en: 'Your cart is empty.', de: 'Ihr Warenkorb ist leer.' },

  // The demo panel.
  panelHeading: { en: 'Demo panel', de: 'Demo-Leiste' },
  panelNote: {
    en: 'Not part of the shop: a look behind the counter.',
    de: 'Gehört nicht zum Laden: ein Blick hinter die Theke.',
  },
  panelScenario: { en: 'What happens', de: 'Was geschieht' },
  panelReload: {
    en: 'Holds for this tab; the page starts afresh.',
    de: 'Gilt für diesen Tab; die Seite beginnt von vorn.',
  },
  panelState: { en: 'State', de: 'Zustand' },
  panelEvents: { en: 'Events', de: 'Ereignisse' },
  panelClear: { en: 'Clear', de: 'Leeren' },

  // The shop's privacy page.
  privacy: { en: 'Privacy', de: 'Datenschutz' },
  privacyHeading: { en: 'Privacy notice', de: 'Datenschutzhinweis' },
  privacyShop: {
    en: 'This demo keeps your cart and what you type into the checkout in the memory of the demo server, under a random id in a cookie, until the server stops.',
    de: 'Diese Demo hält Warenkorb und Eingaben der Kasse im Speicher des Demoservers, unter einer zufälligen Kennung in einem Cookie, bis der Server endet.',
  },
  privacyKlarna: {
    en: 'A real shop would send name, address and order to Klarna when you agree to pay with Klarna. Here a simulator on the same server takes Klarna’s place; nothing leaves this machine.',
    de: 'Ein echter Shop würde Name, Adresse und Bestellung an Klarna senden, wenn Sie der Zahlung mit Klarna zustimmen. Hier steht ein Simulator auf demselben Server an Klarnas Stelle; nichts verlässt diesen Rechner.',
  },
} as const satisfies Record<string, Record<Language, string>>;

export type TextKey = keyof typeof TEXTS;

export const COUNTRY_NAMES = {
  DE: { en: 'Germany', de: 'Deutschland' },
  AT: { en: 'Austria', de: 'Österreich' },
  NL: { en: 'Netherlands', de: 'Niederlande' },
} as const satisfies Record<string, Record<Language, string>>;
