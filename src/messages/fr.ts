/** French. Not reviewed. */
import type { Messages } from './en.js';

export const fr: Messages = {
  consentVersion: '2026-11-fr',
  consentTitle: 'Payer avec Klarna',
  consentIntro:
    'Si vous acceptez, cette page se connecte à Klarna : Klarna Bank AB (publ), Stockholm, ou la société Klarna de votre pays.',
  consentData:
    'Klarna reçoit alors votre panier, votre adresse IP et des données techniques sur votre navigateur, et peut y enregistrer des identifiants. Votre nom, votre adresse et vos coordonnées ne suivent que lorsque vous appuyez sur le bouton de commande.',
  consentPurpose:
    'Klarna les utilise pour vous présenter ses moyens de paiement, prévenir la fraude et évaluer votre solvabilité. Sans votre accord, rien n’est transmis.',
  consentAgree: 'Accepter et continuer',
  consentOther: 'Choisir un autre moyen de paiement',
  consentWithdraw: 'Retirer mon accord',
  klarnaPrivacy: 'Politique de confidentialité de Klarna',
  shopPrivacy: 'Politique de confidentialité de la boutique',
  newTab: 's’ouvre dans un nouvel onglet',

  methodsLegend: 'Comment souhaitez-vous payer avec Klarna ?',
  // Article L221-14 of the Code de la consommation; article VI.46 of the Belgian Code de droit économique.
  payOrder: 'Commander avec obligation de paiement',
  payContinue: 'Continuer avec Klarna',

  starting: 'Connexion à Klarna…',
  loading: 'Chargement de vos moyens de paiement…',
  authorizing: 'Veuillez terminer votre achat avec Klarna.',
  finalizing: 'Klarna finalise votre achat…',
  overdue:
    'Klarna n’a pas encore répondu. Si vous ne voyez aucune fenêtre Klarna, vous pouvez cesser d’attendre.',
  authorized: 'Klarna a approuvé votre achat.',
  finalizeRequired: 'Klarna est prêt. Votre achat sera finalisé à la dernière étape.',
  placing: 'Votre commande est en cours d’envoi. Veuillez ne pas fermer cette page.',
  placed: 'Merci. Votre commande a bien été passée.',
  pending: 'Votre commande a bien été reçue. Klarna confirmera le paiement sous peu.',
  cancelled: 'Vous n’avez pas terminé l’achat avec Klarna. Vous pouvez réessayer à tout moment.',
  invalid:
    'Klarna n’a pas pu utiliser certaines de vos informations. Veuillez les vérifier et réessayer.',
  invalidField: 'Veuillez vérifier cette information. Klarna n’a pas pu l’utiliser.',
  unavailable:
    'Klarna n’est pas disponible pour cet achat. Veuillez choisir un autre moyen de paiement.',
  declined: 'Klarna ne peut pas approuver cet achat. Veuillez choisir un autre moyen de paiement.',
  unknown:
    'Nous ne savons pas si l’achat a abouti. Veuillez ne pas commander de nouveau avant d’avoir actualisé cette page ou consulté vos e-mails.',
  failed: 'Klarna est injoignable. Aucun montant n’a été débité.',
  orderFailed: 'Votre commande n’a pas pu être passée. Veuillez réessayer.',
  notReady: 'Klarna n’est pas encore prêt. Veuillez patienter un instant.',
  notChosen: 'Veuillez d’abord terminer l’étape affichée pour Klarna.',
  expired: 'Trop de temps s’est écoulé. Veuillez de nouveau terminer l’achat avec Klarna.',
  retry: 'Réessayer',
  reload: 'Actualiser la page',
  giveUp: 'Cesser d’attendre',
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
  national_identification_number: 'Numéro d’identification personnel',
  organization_name: 'Entreprise',
  organization_registration_id: 'Numéro d’immatriculation',
};
