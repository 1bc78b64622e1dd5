import { defineConfig } from 'vite';

/** One file of our own code for Node; a built relay starts in half the time that it takes from TypeScript. */
export default defineConfig({
  build: { ssr: 'src/main.ts', target: 'node20', minify: false, reportCompressedSize: false },
});
