import { defineConfig } from 'vite';

export default defineConfig({
  base: '/overlay/',
  worker: { format: 'es' },
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
