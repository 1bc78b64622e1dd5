import { type IncomingHttpHeaders, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { PairedScope, Pairing } from '@masque/config/device';
import type { Hello, RelayState, Role } from '@masque/config/messages';
import type { Socket } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import { connectLink, createHearing, frame, hello, next, rawSocket, startRelay, temporaryFolder } from './relay-fixture.ts';

/** Another address of this machine, as the network's would be; only Linux has it without being told. */
const ELSEWHERE = '127.0.0.2';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as any program could send it: with the Host, Cookie and Origin of our choice. */
function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: object } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const json = body && { 'Content-Type': 'application/json' };
    const send = url.startsWith('https') ? secureRequest : request;
    const options = { method, headers: { ...json, ...headers }, rejectUnauthorized: false };
    const sent = send(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body && JSON.stringify(body));
  });
}

/** A relay that lets devices in, its panel on this computer, and its address for others. */
async function start({ secure = false, dataDir = temporaryFolder() } = {}) {
  const relay = await startRelay({ dataDir, addresses: () => [ELSEWHERE] });
  const states = createHearing<RelayState>();
  const panel = await connectLink(relay.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
  states.hear(panel.snapshots.all[0]);
  const until = async (what: (state: RelayState) => boolean) =>
    (await states.until((all) => what(all.at(-1) as RelayState))).at(-1) as RelayState;
  await panel.link.command('devices.change', { change: { enabled: true, secure } });
  const { network } = await until((state) => state.network.addresses.length > (secure ? 1 : 0));
  const away = network.addresses[0].url;
  const code = async (scope: PairedScope) => {
    const { status, body } = await ask(`${relay.url}/api/access/pairing`, { method: 'POST', body: { scope } });
    expect(status).toBe(200);
    return JSON.parse(body) as Pairing;
  };
  /** @returns the cookie of a device that was let in */
  const pair = async (scope: PairedScope, at = away) => {
    const { status, headers } = await ask(`${at}/api/pair`, {
      method: 'POST',
      body: { code: (await code(scope)).code, name: `My ${scope}` },
    });
    expect(status).toBe(201);
    return String(headers['set-cookie']?.[0]).split(';')[0];
  };
  return { relay, away, network, until, command: panel.link.command, code, pair };
}

/** Whether a page in this role is let in, with this cookie. */
async function connect(url: string, role: Role, cookie?: string): Promise<{ socket: Socket; code: string | null }> {
  const socket = rawSocket(url, hello({ role } satisfies Partial<Hello>), cookie === undefined ? {} : { Cookie: cookie });
  const code = await Promise.race([
    next(socket, 'snapshot').then(() => null),
    next<Error & { data?: { code: string } }>(socket, 'connect_error').then((error) => error.data?.code ?? 'refused'),
  ]);
  return { socket, code };
}

const problemOf = ({ body }: Answer): string => (JSON.parse(body) as { error: { code: string } }).error.code;

describe.skipIf(process.platform !== 'linux')('other devices', () => {
  test('reach nothing unless the user wants it, and nothing any more once he does not', async () => {
    const relay = await startRelay({ addresses: () => [ELSEWHERE] });
    const closed = relay.url.replace('127.0.0.1', ELSEWHERE);
    await expect(ask(`${closed}/pair`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const { away, command, until, pair } = await start();
    const { socket } = await connect(away, 'pad', await pair('pad'));
    const gone = next(socket, 'disconnect');
    await command('devices.change', { change: { enabled: false } });
    await until((state) => state.network.addresses.length === 0);
    await gone;
    await expect(ask(`${away}/pair`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('get the pairing page before they are let in, and nothing else', async () => {
    const { away } = await start();
    expect((await ask(`${away}/pair`)).body).toBe('<title>pair</title>');
    expect((await ask(away)).headers.location).toBe('/pair');
    expect((await ask(`${away}/panel/assets/pair-1a2b3c.js`)).status).toBe(200);
    const page = await ask(`${away}/panel`, { headers: { Accept: 'text/html,*/*' } });
    expect([page.status, page.headers.location]).toEqual([302, '/pair']);
    for (const path of [
      '/api/health',
      '/api/openapi.json',
      '/avatars/ash/picture.png',
      '/overlay/assets/main-1a2b3c.js',
      '/panel/assets/..%2findex.html',
    ]) {
      expect((await ask(`${away}${path}`, { headers: { Accept: '*/*' } })).status, path).toBe(401);
    }
    expect(problemOf(await ask(`${away}/api/access/tokens`, { method: 'POST', body: { name: 'x' } }))).toBe('not-paired');
    for (const role of ['show', 'panel', 'pad', 'track'] as const) expect((await connect(away, role)).code).toBe('not-paired');
    expect((await connect(away, 'panel', 'masque=guess')).code).toBe('not-paired');
  });

  test('are let in by a code, once', async () => {
    const { relay, away, code, until } = await start();
    const { code: text, url, qr } = await code('pad');
    expect(url).toBe(`${away}/pair#${text}`);
    expect(qr).toContain('<svg');
    const redeem = (body: object) => ask(`${away}/api/pair`, { method: 'POST', body });
    expect(problemOf(await redeem({ code: 'AAAA-AAAA', name: 'Phone' }))).toBe('wrong-code');
    expect(problemOf(await ask(`${relay.url}/api/pair`, { method: 'POST', body: { code: text, name: 'Here' } }))).toBe('not-allowed');
    const paired = await redeem({ code: text.toLowerCase().replace('-', ' '), name: 'Phone' });
    expect(JSON.parse(paired.body)).toEqual({ scope: 'pad', name: 'Phone' });
    const cookie = String(paired.headers['set-cookie']?.[0]);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    const state = await until(({ devices }) => devices.length === 1);
    expect(state.devices[0]).toMatchObject({ name: 'Phone', scope: 'pad' });
    expect(problemOf(await redeem({ code: text, name: 'Thief' }))).toBe('wrong-code');
    const again = await ask(`${away}/api/pair`, { headers: { Cookie: cookie.split(';')[0] } });
    expect(JSON.parse(again.body)).toEqual({ scope: 'pad', name: 'Phone' });
  });

  test('that guess codes are slowed down', async () => {
    const { away } = await start();
    const statuses = [];
    for (let i = 0; i < 12; i++) {
      statuses.push((await ask(`${away}/api/pair`, { method: 'POST', body: { code: `AAAA-AAA${i}`, name: 'x' } })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(403), 429, 429]);
  });

  test.each<[PairedScope, Role[], string[]]>([
    ['overlay', ['show'], ['/overlay', '/avatars/ash/picture.png', '/models/face.onnx']],
    ['tracker', ['track'], ['/overlay', '/tracker', '/models/face.onnx']],
    ['pad', ['pad'], ['/pad', '/avatars/ash/picture.png']],
    [
      'panel',
      ['show', 'track', 'preview', 'panel', 'pad'],
      ['/overlay', '/tracker', '/pad', '/panel', '/avatars/ash/picture.png', '/models/face.onnx', '/api/health', '/api/openapi.json'],
    ],
  ])('paired as %s get what that needs', async (scope, roles, paths) => {
    const { away, pair } = await start();
    const cookie = await pair(scope);
    for (const role of ['show', 'track', 'preview', 'panel', 'pad'] as const) {
      expect((await connect(away, role, cookie)).code, role).toBe(roles.includes(role) ? null : 'not-allowed');
    }
    for (const path of [
      '/overlay',
      '/tracker',
      '/pad',
      '/panel',
      '/avatars/ash/picture.png',
      '/models/face.onnx',
      '/api/health',
      '/api/openapi.json',
    ]) {
      const { status } = await ask(`${away}${path}`, { headers: { Cookie: cookie } });
      expect(status, path).toBeOneOf(paths.includes(path) ? [200, 302] : [403]);
    }
    for (const body of [{ scope: 'panel' }, { name: 'x' }]) {
      const path = 'scope' in body ? 'pairing' : 'tokens';
      const answer = await ask(`${away}/api/access/${path}`, { method: 'POST', headers: { Cookie: cookie }, body });
      expect([answer.status, problemOf(answer)]).toEqual([403, 'not-allowed']);
    }
    const put = await ask(`${away}/analyses/ash/${'a'.repeat(24)}-1536-B_x4-9Zk`, { method: 'PUT', headers: { Cookie: cookie } });
    expect(put.status).toBe(scope === 'panel' ? 204 : 403);
  });

  test('ask for what their scope allows', async () => {
    const { relay, away, pair } = await start();
    const action = { do: 'expression', slot: 'main', id: 'joy', op: 'press' };
    const may = async (scope: PairedScope, role: Role, name: string, payload: object): Promise<string | null> => {
      const { socket } = await connect(away, role, cookies[scope]);
      socket.emit('command', { id: 1, name, payload });
      const answer = await next<{ ok: boolean; error?: { code: string } }>(socket, 'answer');
      socket.disconnect();
      return answer.ok ? null : (answer.error?.code ?? '');
    };
    const cookies = { overlay: await pair('overlay'), tracker: await pair('tracker'), pad: await pair('pad'), panel: await pair('panel') };
    expect(await may('pad', 'pad', 'action.run', { action, phase: 'tap' })).toBeNull();
    expect(await may('panel', 'panel', 'settings.change', { motion: { muted: true } })).toBeNull();
    for (const [scope, role, name, payload] of [
      ['pad', 'pad', 'settings.change', { motion: { muted: false } }],
      ['overlay', 'show', 'scene.seen', { scene: 'Live' }],
      ['overlay', 'show', 'action.run', { action, phase: 'tap' }],
      ['overlay', 'show', 'hotkey.fire', { id: 'a', phase: 'tap' }],
      ['tracker', 'track', 'action.run', { action, phase: 'tap' }],
      ['tracker', 'track', 'scene.seen', { scene: 'Live' }],
      ['panel', 'panel', 'devices.change', { change: { secure: true } }],
      ['panel', 'panel', 'device.revoke', { id: 'a'.repeat(16) }],
      ['panel', 'panel', 'hotkeys.global', { on: true }],
      ['panel', 'panel', 'hotkey.set', { binding: { id: 'a', name: '', trigger: null, action } }],
      ['panel', 'panel', 'obs.password', { password: 'x' }],
      ['panel', 'panel', 'settings.change', { obs: { host: 'evil.example' } }],
    ] as const) {
      expect(await may(scope, role, name, payload), `${scope} ${name}`).toBe('not-allowed');
    }
    // A tracker's motion arrives, an overlay's does not.
    const overlay = await connectLink(relay.url);
    const { socket: tracker } = await connect(away, 'track', cookies.tracker);
    tracker.emit('motion', frame(7));
    await overlay.motion.until((all) => all.some((bytes) => bytes !== null));
    const { socket: show } = await connect(away, 'show', cookies.overlay);
    const problem = next<{ code: string }>(show, 'problem');
    show.emit('motion', frame(8));
    expect((await problem).code).toBe('not-a-tracker');
  });

  test('that are removed are out at once, page and token', async () => {
    const { away, pair, command, until } = await start();
    const [kept, lost] = [await pair('pad'), await pair('panel')];
    const [{ socket: stays }, { socket: goes }] = [await connect(away, 'pad', kept), await connect(away, 'panel', lost)];
    const { devices } = await until((state) => state.connected.length === 2);
    const gone = next(goes, 'disconnect');
    await command('device.revoke', { id: devices[1].id });
    await gone;
    expect((await connect(away, 'panel', lost)).code).toBe('not-paired');
    expect((await ask(`${away}/api/health`, { headers: { Cookie: lost, Accept: '*/*' } })).status).toBe(401);
    expect(stays.connected).toBe(true);
    await until((state) => state.connected.length === 1 && state.devices.length === 1);
  });

  test('come under the address that they called, and from no page of another', async () => {
    const { relay, away, pair } = await start();
    const cookie = await pair('panel');
    const { host: here } = new URL(relay.url);
    const { host: there, port } = new URL(away);
    const statusOf = async (url: string, headers: Record<string, string>) => (await ask(`${url}/api/health`, { headers })).status;
    expect(await statusOf(away, { Cookie: cookie })).toBe(200);
    expect(await statusOf(away, { Cookie: cookie, Origin: away })).toBe(200);
    for (const headers of [
      { Host: here },
      { Host: `localhost:${port}` },
      { Host: `evil.example:${port}` },
      { Origin: relay.url },
      { Origin: 'https://evil.example' },
      { Origin: `https://${there}` },
    ]) {
      expect(await statusOf(away, { Cookie: cookie, ...(headers as Record<string, string>) }), JSON.stringify(headers)).toBe(403);
    }
    // The network's name is none of this computer's own, so nobody comes in as its own page.
    expect(await statusOf(relay.url, { Host: there })).toBe(403);
    expect(await statusOf(relay.url, { Origin: away })).toBe(403);
  });

  test('may use https, with a certificate that stays the same', async () => {
    const dataDir = temporaryFolder();
    const { relay, network, pair, code, away } = await start({ secure: true, dataDir });
    const [, { url: secure }] = network.addresses;
    expect(secure).toMatch(/^https:/);
    expect((await code('tracker')).url).toContain(secure);
    expect((await code('pad')).url).toContain(away);
    const cookie = await pair('tracker', secure);
    expect((await ask(`${secure}/overlay`, { headers: { Cookie: cookie } })).body).toContain('overlay');
    expect((await ask(`${secure}/api/pair`, { headers: { Cookie: cookie, Origin: secure } })).status).toBe(200);
    expect((await ask(`${secure}/api/pair`, { headers: { Cookie: cookie, Origin: secure.replace('https', 'http') } })).status).toBe(403);
    const paired = await ask(`${secure}/api/pair`, { method: 'POST', body: { code: (await code('pad')).code, name: 'x' } });
    expect(paired.headers['set-cookie']?.[0]).toMatch(/; Secure/);
    const certificate = await certificateOf(secure);
    await relay.close();
    const again = await start({ secure: true, dataDir });
    expect(await certificateOf(again.network.addresses[1].url)).toBe(certificate);
  });

  test('call the HTTP interface with a token of a program, not with their cookie', async () => {
    const { relay, away, pair } = await start();
    const made = await ask(`${relay.url}/api/access/tokens`, { method: 'POST', body: { name: 'Deck' } });
    const { token } = JSON.parse(made.body) as { token: string };
    const call = (headers: Record<string, string>) => ask(`${away}/api/expressions/joy`, { method: 'POST', headers });
    expect((await call({ Authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await call({ Cookie: await pair('panel') })).status).toBe(401);
    expect((await connect(away, 'panel', `masque=${token}`)).code).toBe('not-allowed');
    expect((await ask(`${away}/panel`, { headers: { Cookie: `masque=${token}` } })).status).toBe(403);
  });
});

test('a computer without a network says so, and goes on', async () => {
  const relay = await startRelay({ addresses: () => [] });
  const states = createHearing<RelayState>();
  const panel = await connectLink(relay.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
  await panel.link.command('devices.change', { change: { enabled: true } });
  await states.until((all) => all.at(-1)?.network.problem === 'no-network');
  const { status, body } = await ask(`${relay.url}/api/access/pairing`, { method: 'POST', body: { scope: 'pad' } });
  expect([status, (JSON.parse(body) as { error: { code: string } }).error.code]).toEqual([409, 'not-allowed']);
});

function certificateOf(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = secureRequest(`${url}/pair`, { rejectUnauthorized: false, agent: false }, (response) => {
      const { fingerprint256, subjectaltname } = (response.socket as import('node:tls').TLSSocket).getPeerCertificate();
      response.resume();
      resolve(`${fingerprint256} ${subjectaltname}`);
    });
    sent.on('error', reject).end();
  });
}
