/** Spanish. Not reviewed. */
import type { CountryMessages, Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-es',
  consentTitle: 'Paga con Klarna',
  consentIntro:
    'Si aceptas, Klarna recibe tu carrito y datos técnicos para ofrecerte opciones de pago, prevenir el fraude y evaluar tu solvencia. Antes no se envía nada.',
  consentMore: '¿Qué se comparte?',
  consentRecipient: 'Se comparte con: {recipient}',
  consentElsewhere: '{recipient}; fuera de la UE, también la empresa de Klarna en tu país',
  consentData:
    'Klarna recibe el contenido de tu carrito, tu dirección IP y datos técnicos de tu navegador, y puede guardar identificadores en él.',
  consentCustomer:
    'Tu nombre, tu dirección y tus datos de contacto solo se envían cuando pulsas el botón que inicia el pago.',
  consentCustomerEarly:
    'Tu nombre, tu dirección y tus datos de contacto se envían en cuanto aceptas.',
  consentPurpose:
    'Klarna usa estos datos para mostrarte sus opciones de pago, prevenir el fraude y evaluar tu solvencia.',
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
  finalizeRequired: 'Klarna está lista. Completarás la compra en el último paso.',
  placing: 'Estamos tramitando tu pedido. No cierres esta página.',
  placed: 'Gracias. Hemos recibido tu pedido.',
  pending: 'Hemos recibido tu pedido. Klarna confirmará el pago en breve.',
  cancelled: 'La compra con Klarna no se ha completado. Puedes volver a intentarlo.',
  invalid: 'Klarna no ha podido usar algunos de tus datos. Compruébalos e inténtalo de nuevo.',
  invalidField: 'Comprueba este dato. Klarna no ha podido usarlo.',
  unavailable: 'Klarna no está disponible para esta compra. Elige otra forma de pago.',
  declined: 'Klarna no puede aprobar esta compra. Elige otra forma de pago.',
  mayBePaid:
    'Es posible que esta compra ya esté pagada. No vuelvas a pagarla. Lo estamos comprobando.',
  unknown:
    'No sabemos si la compra se ha realizado. No vuelvas a hacer el pedido antes de recargar esta página o revisar tu correo electrónico.',
  failed: 'No se ha podido contactar con Klarna. No se ha cobrado nada.',
  orderFailed: 'No se ha podido realizar tu pedido. Inténtalo de nuevo.',
  notReady: 'Klarna todavía no está lista. Espera un momento.',
  notChosen: 'Completa primero el paso que se muestra para Klarna.',
  expired: 'Ha pasado demasiado tiempo. Completa de nuevo la compra con Klarna.',
  retry: 'Intentar de nuevo',
  checkAgain: 'Comprobar de nuevo',
  reload: 'Recargar la página',
  giveUp: 'Dejar de esperar',
  supportReference: 'Referencia para atención al cliente: {reference}',

  given_name: 'Nombre',
  family_name: 'Apellidos',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  title: 'Tratamiento',
  street_address: 'Calle y número',
  street_address2: 'Datos adicionales de la dirección',
  postal_code: 'Código postal',
  city: 'Localidad',
  region: 'Provincia o estado',
  country: 'País',
  date_of_birth: 'Fecha de nacimiento',
  national_identification_number: 'Número de documento de identidad',
  organization_name: 'Empresa',
  organization_registration_id: 'Número de registro de la empresa',
  gender: 'Sexo',
  care_of: 'A la atención de (c/o)',
  place_of_birth: 'Lugar de nacimiento',
  attention: 'Persona de contacto',
  vat_id: 'Número de IVA',
  organization_entity_type: 'Forma jurídica',
};

export const countries: CountryMessages = {
  MX: {
    consentIntro: messages.consentIntro.replace('solvencia', 'capacidad crediticia'),
    consentCustomer: messages.consentCustomer.replace('pulsas', 'presionas'),
    consentPurpose: messages.consentPurpose.replace('solvencia', 'capacidad crediticia'),
    city: 'Ciudad',
    region: 'Estado',
    vat_id: 'RFC',
  },
  US: { city: 'Ciudad', postal_code: 'Código postal (ZIP)', region: 'Estado' },
};
