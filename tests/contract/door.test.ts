import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { PROTOCOL } from '@masque/config/messages';
import { describe, expect, test } from 'vitest';
import { hello, next, rawSocket, startRelay, writeFiles } from './relay-fixture.ts';

/** A request with headers of our choice, Host among them, which fetch would not let us set. */
function get(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('http', () => {
  test('serves pages, models and avatars, and tells who it is', async () => {
    const { url, dataDir } = await startRelay();
    writeFiles(dataDir, { 'avatars/own/avatar.json': '{}', 'avatars/own/script.html': '<script>', 'settings.txt': 'private' });
    expect((await get(`${url}/overlay?role=show`)).body).toBe('<title>overlay</title>');
    expect((await get(`${url}/panel/`)).body).toBe('<title>panel</title>');
    expect((await get(`${url}/models/face.onnx`)).body).toBe('not really a model');
    expect((await get(`${url}/avatars/ash/picture.png`)).body).toBe('not really a picture');
    expect((await get(`${url}/avatars/own/avatar.json`)).body).toBe('{}');
    expect((await get(`${url}/avatars/own/script.html`)).status).toBe(404);
    expect((await get(`${url}/avatars/..%2fsettings.json`)).status).toBe(404);
    expect((await get(`${url}/%E0`)).body).not.toContain('node_modules');
    expect(JSON.parse((await get(`${url}/api/health`)).body)).toEqual({ name: 'masque', version: '0.0.0', protocol: PROTOCOL });
    expect((await get(url)).headers.location).toBe('/panel');
    expect((await get(`${url}/tracker?slot=guest`)).headers.location).toBe('/overlay?slot=guest&role=track');
  });

  test('pages are isolated, hashed files are kept for good, pages are asked for again', async () => {
    const { url } = await startRelay();
    const page = (await get(`${url}/overlay`)).headers;
    expect(page).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    });
    const asset = (await get(`${url}/overlay/assets/main-1a2b3c.js`)).headers;
    expect(asset['cache-control']).toContain('immutable');
    expect(asset['content-type']).toContain('javascript');
    const model = (await get(`${url}/models/face.onnx`)).headers;
    expect((await get(`${url}/models/face.onnx`, { 'If-None-Match': String(model.etag) })).status).toBe(304);
  });

  test('a foreign Host is refused, as a rebound name would send it', async () => {
    const { url } = await startRelay();
    const { port } = new URL(url);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:1${port}`, `[::1]:${port}`]) {
      expect((await get(`${url}/api/health`, { Host: host })).status, host).toBe(403);
    }
    expect((await get(`${url}/api/health`, { Host: `localhost:${port}` })).status).toBe(200);
  });

  test('a page of another origin can neither read nor send, but a link may be followed', async () => {
    const { url } = await startRelay();
    const refused: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://127.0.0.1:1' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' },
      { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' },
    ];
    for (const headers of refused) expect((await get(`${url}/avatars/ash/picture.png`, headers)).status, JSON.stringify(headers)).toBe(403);
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await get(`${url}/panel`, link)).status).toBe(200);
    expect((await get(`${url}/panel`, {}, 'POST')).status).toBe(405);
  });
});

describe('analyses', () => {
  const put = (url: string, body: string, headers: Record<string, string> = {}) => fetch(url, { method: 'PUT', body, headers });
  const name = (letter: string) => `${letter.repeat(24)}-1536-B_x4-9Zk`;

  test('of an avatar are kept, the newest in place of the others', async () => {
    const { url } = await startRelay();
    const [old, young, other] = [`ash/${name('a')}`, `ash/${name('b')}`, `birch/${name('a')}`].map((path) => `${url}/analyses/${path}`);
    expect((await get(old)).status).toBe(404);
    for (const address of [old, other, young]) expect((await put(address, address)).status).toBe(204);
    expect([(await get(old)).status, (await get(young)).body, (await get(other)).body]).toEqual([404, young, other]);
  });

  test('of the live avatar, as its files are now, set out with the page that shows it', async () => {
    const { url } = await startRelay();
    const linkOf = async (query = '') => (await get(`${url}/overlay${query}`)).headers.link;
    const revision = createHash('sha256').update('not really a picture').digest('hex').slice(0, 24);
    await put(`${url}/analyses/ash/${name('a')}`, 'of another picture');
    expect(await linkOf()).toBe('</avatars/ash/picture.png>; rel=preload; as=image');
    await put(`${url}/analyses/ash/${revision}-1536-B_x4-9Zk`, 'of this one');
    expect(await linkOf()).toContain(`, </analyses/ash/${revision}-1536-B_x4-9Zk>; rel=preload; as=fetch; crossorigin`);
    expect(await linkOf('?role=preview&slot=guest')).toContain('/analyses/ash/');
    expect(await linkOf('?role=track')).toBeUndefined();
  });

  test('come from our own pages only, and go nowhere else', async () => {
    const { url } = await startRelay();
    expect((await put(`${url}/analyses/ash/${name('a')}`, 'x', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await get(`${url}/analyses/ash/${name('a')}`, { Origin: 'https://evil.example' }, 'OPTIONS')).status).toBe(403);
    for (const path of ['ash/settings.json', `..%2f/${name('a')}`, `ash/..%2f${name('a')}`]) {
      expect((await put(`${url}/analyses/${path}`, 'x')).status, path).toBe(404);
    }
  });
});

describe('websocket', () => {
  test('a foreign Origin or Host is refused before a word is said', async () => {
    const { url } = await startRelay();
    const { host, port } = new URL(url);
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `http://${host}`, Host: `evil.example:${port}` },
    ]) {
      const error = await next<Error>(rawSocket(url, hello(), headers as unknown as Record<string, string>), 'connect_error');
      expect(error.message, JSON.stringify(headers)).toBe('websocket error');
    }
    await next(rawSocket(url, hello(), { Origin: `http://${host}` }), 'snapshot');
    await next(rawSocket(url, hello(), { Origin: `http://localhost:${port}`, Host: `localhost:${port}` }), 'snapshot');
  });

  test('long polling, which any page could send to, is not spoken', async () => {
    const { url } = await startRelay();
    expect((await get(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
  });
});
