import { defineConfig } from 'vite';

export default defineConfig({
  base: '/panel/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The panel, the hotkey pad, and the page by which a device is paired.
    rolldownOptions: { input: ['index.html', 'pad.html', 'pair.html'] },
  },
});
