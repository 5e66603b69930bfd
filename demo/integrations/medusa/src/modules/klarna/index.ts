import { ModuleProvider, Modules } from '@medusajs/framework/utils';
import { KlarnaProvider } from './provider.js';

export default ModuleProvider(Modules.PAYMENT, { services: [KlarnaProvider] });
