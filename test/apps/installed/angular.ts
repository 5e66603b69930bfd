/** Angular, rendered by a server and hydrated. */
import type { InstalledApp } from './app.js';
import { placeOrder } from './order.js';
import { recipe } from './recipes.js';

/** All of them want each other in exactly the same version. */
const VERSION = '22.2.0';

export const ANGULAR: InstalledApp = {
  name: 'Angular',
  packages: {
    '@angular/core': VERSION,
    '@angular/ssr': VERSION,
    '@angular/build': VERSION,
    '@angular/cli': VERSION,
    '@angular/common': VERSION,
    '@angular/compiler': VERSION,
    '@angular/compiler-cli': VERSION,
    '@angular/platform-browser': VERSION,
    '@angular/platform-server': VERSION,
    '@angular/router': VERSION,
    '@types/express': '5',
    '@types/node': '24',
    express: '5',
    rxjs: '7',
    tslib: '2',
    typescript: '~6.0',
  },
  named: 2,
  files: {
    ...recipe('Angular'),
    'src/index.html':
      '<!doctype html><html lang="en"><head><base href="/"></head><body><shop-root></shop-root></body></html>',
    'src/app/thanks.ts': `
      import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
      import 'klarna-checkout-element/define.js';
      @Component({
        selector: 'shop-thanks',
        schemas: [CUSTOM_ELEMENTS_SCHEMA],
        template: \`
          <h1>Thank you</h1>
          <input id="other" type="radio" />
          <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
            [attr.place-order]="false" [attr.auto-finalize]="false" [disabled]="false"></klarna-checkout>\`,
      })
      export class ThanksComponent {}`,
    'src/app/config.ts': `
      import { type ApplicationConfig, Component } from '@angular/core';
      import { provideClientHydration } from '@angular/platform-browser';
      import { provideRouter, RouterOutlet } from '@angular/router';
      import { CheckoutComponent } from './checkout';
      import { ThanksComponent } from './thanks';
      @Component({ selector: 'shop-root', imports: [RouterOutlet], template: '<router-outlet />' })
      export class RootComponent {}
      export const config: ApplicationConfig = {
        providers: [
          provideClientHydration(),
          provideRouter([
            { path: 'checkout', component: CheckoutComponent },
            { path: '**', component: ThanksComponent },
          ]),
        ],
      };`,
    'src/main.ts': `
      import { bootstrapApplication } from '@angular/platform-browser';
      import { config, RootComponent } from './app/config';
      void bootstrapApplication(RootComponent, config);`,
    'src/main.server.ts': `
      import { mergeApplicationConfig } from '@angular/core';
      import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser';
      import { provideServerRendering, RenderMode, withRoutes } from '@angular/ssr';
      import { config, RootComponent } from './app/config';
      const server = mergeApplicationConfig(config, {
        providers: [
          provideServerRendering(withRoutes([{ path: '**', renderMode: RenderMode.Server }])),
        ],
      });
      export default (context: BootstrapContext) =>
        bootstrapApplication(RootComponent, server, context);`,
    'src/orders.ts': placeOrder,
    'src/server.ts': `
      import { join } from 'node:path';
      import { AngularNodeAppEngine, createNodeRequestHandler, writeResponseToNodeResponse } from '@angular/ssr/node';
      import express from 'express';
      import { placeOrder } from './orders';
      const app = express();
      const engine = new AngularNodeAppEngine({ allowedHosts: ['localhost'] });
      app.post('/order', express.json(), async (request, response) => {
        await placeOrder(request.body.token);
        response.json({});
      });
      app.use(express.static(join(import.meta.dirname, '../browser'), { index: false }));
      app.use(async (request, response, next) => {
        const rendered = await engine.handle(request);
        if (rendered) await writeResponseToNodeResponse(rendered, response);
        else next();
      });
      app.listen(process.env['PORT']);
      export const reqHandler = createNodeRequestHandler(app);`,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        experimentalDecorators: true,
        esModuleInterop: true,
        isolatedModules: true,
        skipLibCheck: true,
        target: 'es2022',
        module: 'preserve',
        types: ['node'],
      },
      include: ['src'],
    }),
    'angular.json': JSON.stringify({
      version: 1,
      projects: {
        shop: {
          projectType: 'application',
          root: '',
          sourceRoot: 'src',
          architect: {
            build: {
              builder: '@angular/build:application',
              options: {
                outputPath: 'dist',
                index: 'src/index.html',
                browser: 'src/main.ts',
                server: 'src/main.server.ts',
                tsConfig: 'tsconfig.json',
                outputMode: 'server',
                ssr: { entry: 'src/server.ts' },
              },
            },
          },
        },
      },
    }),
  },
  build: ['ng', 'build'],
  start: ['node', 'dist/server/server.mjs'],
  path: '/checkout',
};
