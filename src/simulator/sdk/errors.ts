/**
 * Klarna's named errors. Three of the commonest carry the plain name "Error" in the SDK of 2024 and later, so
 * integrations tell them by words in the message; those words are kept here, the sentences are our own.
 */
function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

export const errors = {
  invalidClientToken: () => new Error('The client token is invalid: it cannot be decoded.'),
  invalidClientKey: () => new Error('The client key is invalid: the simulator knows tokens only.'),
  notInitialized: () =>
    new Error('The application has not yet been initialized: there is no usable session.'),
  notOffered: (what: string) => new Error(`The simulator does not offer ${what}.`),
  invalidContainerSelector: (selector: string) =>
    named(
      'InvalidContainerSelectorError',
      `No element matches the container selector ${selector}.`,
    ),
  container: () =>
    new TypeError('options.container has to be a CSS selector or an HTMLElement of this document.'),
  categoryNotSupported: (category: string) =>
    named('PaymentMethodCategoryNotSupportedError', `Unknown payment method category: ${category}`),
  instanceIdNotProvided: () =>
    named('InstanceIDNotProvidedError', 'payment_method_categories needs an instance_id.'),
  invalidInstanceId: () =>
    named('InvalidInstanceIDError', 'instance_id may hold letters, digits, "_" and "-" only.'),
  preferredMethodNotSupported: (method: string) =>
    named('PreferredPaymentMethodNotSupportedError', `Unknown preferred_payment_method: ${method}`),
  operationNotSupported: () =>
    named('OperationNotSupportedError', 'Not available in the purchase country of this session.'),
  eventNotSupported: (event: string) =>
    named('EventNotSupportedError', `There is no event called ${event}.`),
  scripted: () => new Error('The simulator was told to throw here.'),
  listener: () => new TypeError('The event handler has to be a function.'),
};
