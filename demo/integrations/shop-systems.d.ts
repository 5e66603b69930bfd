/**
 * Stands in for the packages of the shop systems where they are not installed: `npm run lint` then checks how the
 * integrations use this project. Against the real types they are compiled by their own `npm run build`.
 */
declare module '@nestjs/common' {
  export const All: any, Controller: any, Injectable: any, Req: any, Res: any;
  export interface OnApplicationBootstrap {}
  export interface OnApplicationShutdown {}
}

declare module '@vendure/core' {
  export const bootstrap: any, CurrencyCode: any, Ctx: any, isGraphQlErrorResult: any;
  export const LanguageCode: any, Logger: any, PluginCommonModule: any, VendurePlugin: any;
  export class PaymentMethodHandler {
    constructor(options: any);
  }
  export class ChannelService {}
  export type RelationPaths<Entity> = readonly (keyof Entity | string)[];
  export type VendureConfig = any;
  export const EntityHydrator: any,
    Order: any,
    OrderService: any,
    Payment: any,
    PaymentService: any;
  export const RequestContext: any,
    RequestContextService: any,
    Session: any,
    TransactionalConnection: any;
  export type EntityHydrator = any;
  export type Order = any;
  export type OrderService = any;
  export type Payment = any;
  export type PaymentService = any;
  export type RequestContext = any;
  export type RequestContextService = any;
  export type TransactionalConnection = any;
}

declare module '@vendure/core/cli/index.js' {
  export const importProductsFromCsv: any, populateInitialData: any;
}
