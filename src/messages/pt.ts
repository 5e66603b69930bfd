/** Portuguese (Portugal). Not reviewed. */
import type { Messages } from './en.js';

export const messages: Messages = {
  consentVersion: '2026-11-25-pt',
  consentTitle: 'Pagar com Klarna',
  consentIntro:
    'Se concordar, a Klarna recebe o seu carrinho e dados técnicos para mostrar opções de pagamento, prevenir fraudes e avaliar a sua solvabilidade. Antes disso, nada é enviado.',
  consentMore: 'O que é partilhado?',
  consentRecipient: 'Destinatário: {recipient}',
  consentElsewhere: '{recipient}; fora da UE, também a empresa da Klarna no seu país',
  consentData:
    'A Klarna recebe o conteúdo do seu carrinho, o seu endereço IP e dados técnicos sobre o seu navegador, e pode guardar nele identificadores.',
  consentCustomer:
    'O seu nome, a sua morada e os seus contactos só são enviados quando carregar no botão que inicia o pagamento.',
  consentCustomerEarly:
    'O seu nome, a sua morada e os seus contactos são enviados assim que concordar.',
  consentPurpose:
    'A Klarna utiliza estes dados para lhe mostrar as suas opções de pagamento, prevenir fraudes e avaliar a sua solvabilidade.',
  consentAgree: 'Concordar e continuar',
  consentOther: 'Escolher outra forma de pagamento',
  consentWithdraw: 'Retirar o consentimento',
  klarnaPrivacy: 'Aviso de privacidade da Klarna',
  shopPrivacy: 'Aviso de privacidade da loja',
  newTab: 'abre num novo separador',

  methodsLegend: 'Como pretende pagar com a Klarna?',
  // The words of Decreto-Lei n.º 24/2014, article 5 (3).
  payOrder: 'Encomenda com obrigação de pagar',
  payContinue: 'Continuar com Klarna',

  starting: 'A ligar à Klarna…',
  loading: 'A carregar as suas opções de pagamento…',
  authorizing: 'Conclua a sua compra na Klarna.',
  finalizing: 'A Klarna está a concluir a sua compra…',
  overdue:
    'A Klarna ainda não respondeu. Se não vê nenhuma janela da Klarna, pode deixar de esperar.',
  authorized: 'A Klarna aprovou a sua compra.',
  finalizeRequired: 'A Klarna está pronta. Poderá concluir a compra no último passo.',
  placing: 'Estamos a registar a sua encomenda. Não feche esta página.',
  placed: 'Obrigado. Recebemos a sua encomenda.',
  pending: 'Recebemos a sua encomenda. A Klarna confirmará o pagamento em breve.',
  cancelled: 'A compra na Klarna não foi concluída. Pode tentar novamente.',
  invalid: 'A Klarna não conseguiu utilizar alguns dos seus dados. Verifique-os e tente novamente.',
  invalidField: 'Verifique esta informação. A Klarna não conseguiu utilizá-la.',
  unavailable: 'A Klarna não está disponível para esta compra. Escolha outra forma de pagamento.',
  declined: 'A Klarna não pode aprovar esta compra. Escolha outra forma de pagamento.',
  mayBePaid: 'Esta compra pode já estar paga. Não a pague novamente. Estamos a verificar.',
  unknown:
    'Não sabemos se a compra foi concluída. Não volte a encomendar antes de recarregar esta página ou de verificar o seu e-mail.',
  failed: 'Não foi possível contactar a Klarna. Não foi cobrado qualquer valor.',
  orderFailed: 'Não foi possível efetuar a sua encomenda. Tente novamente.',
  notReady: 'A Klarna ainda não está pronta. Aguarde um momento.',
  notChosen: 'Conclua primeiro o passo apresentado para a Klarna.',
  expired: 'Passou demasiado tempo. Conclua novamente a compra na Klarna.',
  retry: 'Tentar novamente',
  checkAgain: 'Verificar novamente',
  reload: 'Recarregar a página',
  giveUp: 'Deixar de esperar',
  supportReference: 'Referência para o apoio ao cliente: {reference}',

  given_name: 'Nome próprio',
  family_name: 'Apelido',
  email: 'E-mail',
  phone: 'Telefone',
  title: 'Forma de tratamento',
  street_address: 'Rua e número',
  street_address2: 'Complemento de morada',
  postal_code: 'Código postal',
  city: 'Localidade',
  region: 'Distrito ou região',
  country: 'País',
  date_of_birth: 'Data de nascimento',
  national_identification_number: 'Número do documento de identificação',
  organization_name: 'Empresa',
  organization_registration_id: 'NIPC',
  gender: 'Sexo',
  care_of: 'Ao cuidado de (c/o)',
  place_of_birth: 'Local de nascimento',
  attention: 'Pessoa de contacto',
  vat_id: 'NIF',
  organization_entity_type: 'Forma jurídica',
};
