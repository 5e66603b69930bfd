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

declare module '@medusajs/framework' {
  export const container: any;
}

declare module '@medusajs/framework/http' {
  export const defineMiddlewares: any;
  export type MedusaNextFunction = any;
  export type MedusaRequest = any;
  export type MedusaResponse = any;
}

declare module '@medusajs/framework/types' {
  export type AuthorizePaymentInput = any;
  export type AuthorizePaymentOutput = any;
  export type CancelPaymentInput = any;
  export type CapturePaymentInput = any;
  export type ExecArgs = any;
  export type InitiatePaymentOutput = any;
  export type MedusaContainer = any;
  export type RefundPaymentInput = any;
  export type UpdatePaymentInput = any;
  export type WebhookActionResult = any;
}

declare module '@medusajs/framework/utils' {
  export class AbstractPaymentProvider {
    static identifier: string;
    constructor(container: any, options: any);
  }
  export const BigNumber: any, ContainerRegistrationKeys: any, defineConfig: any;
  export const ModuleProvider: any, Modules: any, ProductStatus: any;
}

declare module '@medusajs/medusa/core-flows' {
  export const completeCartWorkflow: any, createDefaultsWorkflow: any;
  export const createPaymentCollectionForCartWorkflow: any, createPaymentSessionsWorkflow: any;
  export const createProductsWorkflow: any, createRegionsWorkflow: any;
  export const createShippingOptionsWorkflow: any, createShippingProfilesWorkflow: any;
  export const createStockLocationsWorkflow: any, createTaxRegionsWorkflow: any;
  export const linkSalesChannelsToStockLocationWorkflow: any;
  export const refreshPaymentCollectionForCartWorkflow: any, updateStoresWorkflow: any;
}
