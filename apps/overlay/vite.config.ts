import { defineConfig } from 'vite';
import { pureSchemas } from './pure-schemas.ts';

export default defineConfig({
  base: '/overlay/',
  plugins: [pureSchemas()],
  worker: { format: 'es', plugins: () => [pureSchemas()] },
  // Large tables are parsed far faster as JSON than as script.
  json: { stringify: true },
  build: {
    // OBS 28 to 30 carry Chromium 103.
    target: 'chrome103',
    modulePreload: { polyfill: false },
    // WASM and pictures stay files: they are streamed, and kept by the browser under their hashed names.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
});
