import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer } from 'vite';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** Serves a folder of `tests/browser` with the project's own sources on a free port of 127.0.0.1. */
export async function servePage(folder: string): Promise<PageServer> {
  const server = await createServer({
    configFile: false,
    root: path.join(repository, 'tests/browser', folder),
    cacheDir: path.join(repository, '.cache/vite', folder),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { allow: [repository] } },
    // The runtime finds its binary beside itself, which bundling it would break.
    optimizeDeps: { exclude: ['onnxruntime-web'], include: ['mediabunny'] },
    worker: { format: 'es' },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the test page server has no address');
  return { url, close: () => server.close() };
}

/** Lets a page fetch files of this machine as `/file/<path>`. */
export async function serveFiles(page: Page): Promise<void> {
  await page.route('**/file/**', async (route) => {
    const file = decodeURIComponent(new URL(route.request().url()).pathname.slice('/file'.length));
    await route.fulfill({ body: await readFile(file), contentType: 'application/octet-stream' });
  });
}
