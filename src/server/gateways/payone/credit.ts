/** Parameters that PAYONE's document has for debit and refund alike, checked against its formats. */
import { problem } from '../../problems.js';
import type { Parameters } from './envelope.js';
import { dateParameter, oneLine } from './text.js';
import type { PayoneRefund } from './types.js';

export function creditParameters(credit: PayoneRefund): Parameters {
  const { useCustomerData, transactionParam, invoice = {} } = credit;
  const { id, deliveryMode, appendix, deliveryDate, deliveryEndDate } = invoice;
  return {
    use_customerdata: useCustomerData === undefined ? undefined : useCustomerData ? 'yes' : 'no',
    transaction_param: fitting('transactionParam', transactionParam, /^[0-9A-Za-z.\-_/]{1,50}$/),
    invoiceid: fitting('invoice.id', id, /^.{1,20}$/u),
    invoice_deliverymode: fitting('invoice.deliveryMode', deliveryMode, /^[MPN]$/),
    invoiceappendix: fitting('invoice.appendix', appendix && oneLine(appendix), /^.{1,255}$/u),
    invoice_deliverydate: dateOf('invoice.deliveryDate', deliveryDate),
    invoice_deliveryenddate: dateOf('invoice.deliveryEndDate', deliveryEndDate),
  };
}

/** `YYYYMMDD`, or nothing where there is no date. */
export function dateOf(member: string, text: string | undefined): string {
  const date = text === undefined ? '' : dateParameter(text);
  if (date === undefined)
    throw problem('invalid_order', {
      detail: `${member} must be a day that exists, as YYYY-MM-DD.`,
    });
  return date;
}

function fitting(member: string, text: string | undefined, format: RegExp): string | undefined {
  if (text !== undefined && !format.test(text))
    throw problem('invalid_order', { detail: `${member} must fit ${format.source}.` });
  return text;
}
