/** French. Not reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-fr',
  consentTitle: 'Payer avec Klarna',
  consentIntro:
    'Si vous acceptez, Klarna reçoit votre panier et des données techniques pour proposer ses moyens de paiement, prévenir la fraude et évaluer votre solvabilité. Rien n’est transmis avant.',
  consentMore: 'Qu’est-ce qui est transmis ?',
  consentRecipient: 'Destinataire : {recipient}',
  consentElsewhere: '{recipient} ; hors de l’UE, également la société Klarna de votre pays',
  consentData:
    'Klarna reçoit le contenu de votre panier, votre adresse IP et des données techniques sur votre navigateur, et peut y stocker des identifiants techniques.',
  consentCustomer:
    'Votre nom, votre adresse et vos coordonnées ne sont transmis que lorsque vous appuyez sur le bouton qui lance le paiement.',
  consentCustomerEarly:
    'Votre nom, votre adresse et vos coordonnées sont transmis dès que vous acceptez.',
  consentPurpose:
    'Klarna utilise ces données pour vous présenter ses moyens de paiement, prévenir la fraude et évaluer votre solvabilité.',
  consentAgree: 'Accepter et continuer',
  consentOther: 'Choisir un autre moyen de paiement',
  consentWithdraw: 'Retirer mon consentement',
  klarnaPrivacy: 'Politique de confidentialité de Klarna',
  shopPrivacy: 'Politique de confidentialité de la boutique',
  newTab: 's’ouvre dans un nouvel onglet',

  methodsLegend: 'Comment souhaitez-vous payer avec Klarna ?',
  // Article L221-14 of the Code de la consommation; article VI.46 of the Belgian Code de droit économique.
  payOrder: 'Commander avec obligation de paiement',
  payContinue: 'Continuer avec Klarna',

  starting: 'Connexion à Klarna…',
  loading: 'Chargement de vos moyens de paiement…',
  authorizing: 'Veuillez finaliser votre achat avec Klarna.',
  finalizing: 'Klarna finalise votre achat…',
  overdue:
    'Klarna n’a pas encore répondu. Si vous ne voyez aucune fenêtre Klarna, inutile d’attendre plus longtemps.',
  authorized: 'Klarna a approuvé votre achat.',
  finalizeRequired: 'Klarna est prêt. Vous finaliserez votre achat à la dernière étape.',
  placing: 'Votre commande est en cours d’enregistrement. Veuillez ne pas fermer cette page.',
  placed: 'Merci. Votre commande a bien été enregistrée.',
  pending: 'Votre commande a bien été reçue. Klarna confirmera le paiement sous peu.',
  cancelled: 'L’achat avec Klarna n’a pas été finalisé. Vous pouvez réessayer.',
  invalid:
    'Klarna n’a pas pu utiliser certaines de vos informations. Veuillez les vérifier et réessayer.',
  invalidField: 'Veuillez vérifier cette information. Klarna n’a pas pu l’utiliser.',
  unavailable:
    'Klarna n’est pas disponible pour cet achat. Veuillez choisir un autre moyen de paiement.',
  declined: 'Klarna ne peut pas approuver cet achat. Veuillez choisir un autre moyen de paiement.',
  mayBePaid:
    'Cet achat est peut-être déjà payé. Veuillez ne pas le payer une seconde fois. Nous vérifions.',
  unknown:
    'Nous ne savons pas si l’achat a abouti. Veuillez ne pas commander de nouveau avant d’avoir actualisé cette page ou consulté vos e-mails.',
  failed: 'Klarna est injoignable. Aucun montant n’a été débité.',
  orderFailed: 'Votre commande n’a pas pu être enregistrée. Veuillez réessayer.',
  notReady: 'Klarna n’est pas encore prêt. Veuillez patienter un instant.',
  notChosen: 'Veuillez d’abord terminer l’étape affichée pour Klarna.',
  expired: 'Trop de temps s’est écoulé. Veuillez finaliser à nouveau votre achat avec Klarna.',
  retry: 'Réessayer',
  checkAgain: 'Vérifier à nouveau',
  reload: 'Actualiser la page',
  giveUp: 'Ne plus attendre',
  supportReference: 'Référence pour le service client : {reference}',

  given_name: 'Prénom',
  family_name: 'Nom',
  email: 'Adresse e-mail',
  phone: 'Téléphone',
  title: 'Civilité',
  street_address: 'Numéro et rue',
  street_address2: 'Complément d’adresse',
  postal_code: 'Code postal',
  city: 'Ville',
  region: 'Province ou région',
  country: 'Pays',
  date_of_birth: 'Date de naissance',
  national_identification_number: 'Numéro d’identification national',
  organization_name: 'Entreprise',
  organization_registration_id: 'Numéro d’identification de l’entreprise',
  gender: 'Sexe',
  care_of: 'Aux bons soins de (c/o)',
  place_of_birth: 'Lieu de naissance',
  attention: 'Personne à contacter',
  vat_id: 'Numéro de TVA',
  organization_entity_type: 'Forme juridique',
};

export const countries: CountryMessages = {
  BE: { street_address: 'Rue et numéro', organization_registration_id: 'Numéro d’entreprise' },
  CA: {
    email: 'Adresse courriel',
    region: 'Province',
    unknown:
      'Nous ne savons pas si l’achat a abouti. Veuillez ne pas commander de nouveau avant d’avoir actualisé cette page ou consulté vos courriels.',
  },
  CH: {
    street_address: 'Rue et numéro',
    postal_code: 'NPA',
    city: 'Localité',
    region: 'Canton',
    organization_registration_id: 'Numéro IDE',
  },
};
