import { defineConfig, type UserConfig } from 'vite';

/**
 * One configuration, two uses: without a mode it serves and builds the demo shop;
 * `--mode cdn` builds the one file for a script tag.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  if (mode === 'cdn') {
    return {
      publicDir: false,
      build: {
        target: 'es2022',
        sourcemap: true,
        outDir: 'dist/cdn',
        emptyOutDir: true,
        lib: {
          entry: 'src/define.ts',
          formats: ['iife'],
          name: 'KlarnaCheckoutBundle',
          fileName: () => 'klarna-checkout.js',
        },
      },
    };
  }
  return {
    appType: 'mpa',
    build: { target: 'es2022', outDir: 'demo-dist', emptyOutDir: true },
    preview: { port: 4173, strictPort: true, host: '127.0.0.1' },
    server: { port: 5173, host: '127.0.0.1' },
  };
});
