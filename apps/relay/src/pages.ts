import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { avatarUrl } from '@masque/config/avatar';
import { OPENING_ID, type Opening } from '@masque/config/opening';
import type { ErrorCode } from '@masque/config/refusal';
import express, { type Express, type RequestHandler, type Response, type Router } from 'express';
import { API_PATHS, type Door, mayRequest } from './access/door.ts';
import { answerProblem } from './api/problems.ts';
import { schemeOf } from './guard.ts';
import type { AvatarsDir } from './library.ts';
import { waitingPage } from './waiting-page.ts';

/** Folders of built files. */
export interface PageDirs {
  overlay: string;
  panel: string;
  models: string;
}

export interface PagesOptions {
  dirs: PageDirs;
  avatarsDirs: readonly AvatarsDir[];
  /** Keeps what pages found out about pictures. */
  analyses: Router;
  /** Takes and gives avatars. */
  avatars: Router;
  /** Takes and gives recorded motion. */
  takes: Router;
  /** Lets devices and programs in. */
  access: Router;
  /** What programs may call. */
  actions: Router;
  overlayUrl: () => string;
  /** What an overlay's page is told with the page itself, and the address of the portrait that it will fetch first. */
  opening: (query: URLSearchParams) => Promise<{ opening: Opening | null; portrait: string | null }>;
  door: Door;
  /** Why a request is refused whatever it asks for, or null. */
  refusal: (request: IncomingMessage) => string | null;
  /** What `/api/health` answers. */
  health: Record<string, unknown>;
}

/** What may be asked for by other verbs than those that only read. */
const WRITES = [
  { verb: 'PUT', paths: /^\/analyses\// },
  { verb: 'POST', paths: /^\/api\/(avatars|takes|pair|access\/(pairing|tokens))$/ },
  { verb: 'POST', paths: API_PATHS },
];

/** Pictures and their data; nothing that a browser would run. */
const AVATAR_FILE = /\.(png|jpe?g|webp|json)$/i;

/** Serves both pages, the models, the avatars' files and the health answer; to our own pages only. */
export function createPages(options: PagesOptions): Express {
  const { dirs, avatarsDirs, analyses, avatars, takes, access, actions, overlayUrl, opening, door, health } = options;
  const app = express();
  app.disable('x-powered-by');
  // Errors are answered without their stack.
  app.set('env', 'production');
  app.use((request, response, next) => {
    const { method, path } = request;
    const reason = options.refusal(request);
    if (reason) return deny(response, path, 403, 'other-origin', reason);
    if (!['GET', 'HEAD'].includes(method) && !WRITES.some(({ verb, paths }) => verb === method && paths.test(path))) {
      response.set('Allow', 'GET, HEAD');
      return deny(response, path, 405, 'not-allowed', `${path} cannot be asked to ${method}.`);
    }
    if (door.isLocal(request)) return next();
    // From there each device goes where it belongs.
    if (path === '/') return response.redirect('/pair');
    const device = door.deviceOf(request);
    if (mayRequest(device, method, path)) return next();
    if (device) return deny(response, path, 403, 'not-allowed', `A device that was paired as ${device.scope} may not use ${path}.`);
    // A person who opens a page is led to where the code goes in.
    if (method === 'GET' && request.accepts(['json', 'html']) === 'html') return response.redirect('/pair');
    return deny(response, path, 401, 'not-paired', 'This device is not paired with Masque.');
  });
  app.use(headers);

  app.get('/', (_, response) => response.redirect('/panel'));
  app.get('/tracker', (request, response) => {
    const query = new URLSearchParams(request.url.split('?')[1]);
    query.set('role', 'track');
    response.redirect(`/overlay?${query}`);
  });
  app.get('/api/health', (_, response) => {
    response.set('Cache-Control', 'no-store').json(health);
  });
  app.use('/api', access);
  app.use('/api', actions);
  app.use('/api/avatars', avatars);
  app.use('/api/takes', takes);
  app.get('/api/waiting-page', (_, response) => {
    response.set('Content-Disposition', 'attachment; filename="masque-overlay.html"').type('html').send(waitingPage(overlayUrl()));
  });
  // Picture and portrait set out together with the page's scripts, instead of after they have asked who is live.
  app.get('/overlay', async (request, response, next) => {
    const told = await opening(new URLSearchParams(request.url.split('?')[1]));
    const page = told.opening && (await readFile(path.join(dirs.overlay, 'index.html'), 'utf8').catch(() => null));
    if (!told.opening || !page) return next();
    const { avatar } = told.opening;
    response.append('Link', `<${avatarUrl(avatar, avatar.picture)}>; rel=preload; as=image`);
    if (told.portrait) response.append('Link', `<${told.portrait}>; rel=preload; as=fetch; crossorigin`);
    response.set('Cache-Control', 'no-cache').type('html').send(withOpening(page, told.opening));
  });
  for (const page of ['overlay', 'panel'] as const) {
    // The build names these by their content, so they never change.
    app.use(`/${page}/assets`, files(path.join(dirs[page], 'assets'), 'public, max-age=31536000, immutable'));
    app.get(`/${page}`, (_, response, next) => {
      response.sendFile('index.html', { root: dirs[page], cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
        if (error && !response.headersSent) next();
      });
    });
    app.use(`/${page}`, files(dirs[page], 'no-cache'));
  }
  for (const page of ['pad', 'pair'] as const) {
    app.get(`/${page}`, (_, response, next) => {
      response.sendFile(`${page}.html`, { root: dirs.panel, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
        if (error && !response.headersSent) next();
      });
    });
  }
  app.use('/analyses', analyses);
  app.use('/models', files(dirs.models, 'no-cache'));
  for (const dir of avatarsDirs) {
    const serve = files(dir.path, 'no-cache');
    app.use('/avatars', (request, response, next) => (AVATAR_FILE.test(request.path) ? serve(request, response, next) : next()));
  }
  app.use((request, response) => {
    const missing = /^\/(overlay|panel|pad|pair)\/?$/.test(request.path);
    response.status(missing ? 503 : 404).type('text/plain');
    response.send(missing ? 'This page is not built yet: run "npm run build".' : `There is no ${request.path} here.`);
  });
  return app;
}

/** Programs get what all errors of ours look like, people a line of text. */
function deny(response: Response, path: string, status: number, code: ErrorCode, message: string): void {
  if (path.startsWith('/api/')) answerProblem(response, code, message, status);
  else response.status(status).type('text/plain').send(message);
}

/** The page with a block of data; no data can end the block. */
function withOpening(page: string, opening: Opening): string {
  const json = JSON.stringify(opening).replaceAll('<', '\\u003c');
  return page.replace('<body>', () => `<body><script type="application/json" id="${OPENING_ID}">${json}</script>`);
}

/** `no-cache` keeps a file and asks whether it is still the same. */
function files(root: string, cacheControl: string): RequestHandler {
  return express.static(root, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (response) => response.setHeader('Cache-Control', cacheControl),
  });
}

/**
 * Isolation from other origins, without which a page gets no shared memory for WASM threads, and a content policy
 * that loads nothing from elsewhere. Styles may be inline: OBS adds its custom CSS that way. Eval is for the shader
 * set-up of the renderer.
 */
const headers: RequestHandler = (request, response, next) => {
  response.set({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src 'self' 'wasm-unsafe-eval' blob:${request.path.startsWith('/panel') ? '' : " 'unsafe-eval'"}`,
      "worker-src 'self' blob:",
      `connect-src 'self' ${schemeOf(request) === 'https' ? 'wss' : 'ws'}://${request.headers.host} blob: data:`,
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "style-src 'self' 'unsafe-inline'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
  });
  next();
};
