import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { PortraitCache } from './portrait-cache.ts';

/** What the page keeps is called: the picture's key, pixels of the longer side, what made it. */
const KEPT = /^\/kept\/([0-9a-f]{24}-\d{1,5}-[\w-]{1,32})$/;

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

export interface RenderServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built overlay, the models and the job's own files to the renderer's page, on a free loopback port, and
 * takes its results.
 * @param folders URL prefix -> folder, for example '/overlay/' -> dist
 * @param files name -> path: the job's inputs, served under /files/<name>
 * @param take receives what the page posts to /out/<name>
 * @param kept what the page fetches and puts as /kept/<name>
 */
export async function createRenderServer(
  folders: Record<string, string>,
  files: ReadonlyMap<string, string>,
  take: (name: string, data: Buffer) => Promise<void>,
  kept: PortraitCache,
): Promise<RenderServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      response.writeHead(500).end(error.message);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (request.method === 'POST' && url.startsWith('/out/')) {
      await take(url.slice('/out/'.length), await buffer(request));
      response.writeHead(204).end();
      return;
    }
    const name = KEPT.exec(url)?.[1];
    if (name && request.method === 'PUT') {
      await kept.save(name, await buffer(request));
      response.writeHead(204).end();
      return;
    }
    if (name) {
      const portrait = await kept.load(name);
      response.writeHead(portrait ? 200 : 404).end(portrait);
      return;
    }
    const file = url.startsWith('/files/') ? files.get(url.slice('/files/'.length)) : fileIn(folders, url);
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('not found');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    createReadStream(file).pipe(response);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileIn(folders: Record<string, string>, url: string): string | null {
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!url.startsWith(prefix)) continue;
    const file = path.join(folder, url.slice(prefix.length) || 'index.html');
    return path.relative(folder, file).startsWith('..') ? null : file;
  }
  return null;
}
