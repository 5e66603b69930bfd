/** Spanish. Not reviewed. */
import type { Messages } from './en.js';

export const es: Messages = {
  consentVersion: '2026-11-es',
  consentTitle: 'Paga con Klarna',
  consentIntro:
    'Si aceptas, esta página se conecta con Klarna: Klarna Bank AB (publ), Estocolmo, o la empresa de Klarna en tu país.',
  consentData:
    'Klarna recibe entonces tu carrito, tu dirección IP y datos técnicos de tu navegador, y puede guardar identificadores en él. Tu nombre, tu dirección y tus datos de contacto solo se envían cuando pulsas el botón de compra.',
  consentPurpose:
    'Klarna los usa para mostrarte sus opciones de pago, prevenir el fraude y evaluar tu solvencia. Sin tu consentimiento no se envía nada.',
  consentAgree: 'Aceptar y continuar',
  consentOther: 'Elegir otra forma de pago',
  consentWithdraw: 'Retirar el consentimiento',
  klarnaPrivacy: 'Aviso de privacidad de Klarna',
  shopPrivacy: 'Aviso de privacidad de la tienda',
  newTab: 'se abre en una pestaña nueva',

  methodsLegend: '¿Cómo quieres pagar con Klarna?',
  // The words of article 98 (2) of the Ley General para la Defensa de los Consumidores y Usuarios.
  payOrder: 'Pedido con obligación de pago',
  payContinue: 'Continuar con Klarna',

  starting: 'Conectando con Klarna…',
  loading: 'Cargando tus opciones de pago…',
  authorizing: 'Completa tu compra con Klarna.',
  finalizing: 'Klarna está completando tu compra…',
  overdue:
    'Klarna todavía no ha respondido. Si no ves ninguna ventana de Klarna, puedes dejar de esperar.',
  authorized: 'Klarna ha aprobado tu compra.',
  finalizeRequired: 'Klarna está lista. Tu compra se completa en el último paso.',
  placing: 'Estamos tramitando tu pedido. No cierres esta página.',
  placed: 'Gracias. Tu pedido se ha realizado.',
  pending: 'Hemos recibido tu pedido. Klarna confirmará el pago en breve.',
  cancelled: 'No has completado la compra con Klarna. Puedes volver a intentarlo cuando quieras.',
  invalid: 'Klarna no ha podido usar algunos de tus datos. Compruébalos e inténtalo de nuevo.',
  invalidField: 'Comprueba este dato. Klarna no ha podido usarlo.',
  unavailable: 'Klarna no está disponible para esta compra. Elige otra forma de pago.',
  declined: 'Klarna no puede aprobar esta compra. Elige otra forma de pago.',
  unknown:
    'No sabemos si la compra se ha realizado. No vuelvas a hacer el pedido antes de recargar esta página o revisar tu correo electrónico.',
  failed: 'No se ha podido contactar con Klarna. No se ha cobrado nada.',
  orderFailed: 'No se ha podido realizar tu pedido. Inténtalo de nuevo.',
  notReady: 'Klarna todavía no está lista. Espera un momento.',
  notChosen: 'Completa primero el paso que se muestra para Klarna.',
  expired: 'Ha pasado demasiado tiempo. Completa de nuevo la compra con Klarna.',
  retry: 'Intentar de nuevo',
  reload: 'Recargar la página',
  giveUp: 'Dejar de esperar',
  supportReference: 'Referencia para atención al cliente: {reference}',

  given_name: 'Nombre',
  family_name: 'Apellidos',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  title: 'Tratamiento',
  street_address: 'Calle y número',
  street_address2: 'Información adicional',
  postal_code: 'Código postal',
  city: 'Ciudad',
  region: 'Provincia o estado',
  country: 'País',
  date_of_birth: 'Fecha de nacimiento',
  national_identification_number: 'Número de identificación personal',
  organization_name: 'Empresa',
  organization_registration_id: 'Número de registro de la empresa',
};
