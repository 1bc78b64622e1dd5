import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { RelayState } from '@masque/config/messages';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startFakeObs } from '../support/fake-obs.ts';
import { connectLink, createHearing, startRelay } from './relay-fixture.ts';

const CURL_INSTALLED = spawnSync('curl', ['--version']).status === 0;

/** A relay, a panel of it, and a program with a token. */
async function start() {
  const relay = await startRelay();
  const states = createHearing<RelayState>();
  const panel = await connectLink(relay.url, { role: 'panel', onPatch: (_, state) => states.hear(state) });
  states.hear(panel.snapshots.all[0]);
  const made = await fetch(`${relay.url}/api/access/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Stream Deck' }),
  });
  expect(made.status).toBe(201);
  const { id, token } = (await made.json()) as { id: string; token: string };
  return {
    relay,
    id,
    token,
    command: panel.link.command,
    until: (what: (state: RelayState) => boolean) => states.until((all) => what(all.at(-1) as RelayState)),
    call: (
      path: string,
      { bearer = token, body, headers = {} }: { bearer?: string; body?: string; headers?: Record<string, string> } = {},
    ) =>
      fetch(`${relay.url}/api/${path}`, {
        method: 'POST',
        headers: { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...headers },
        ...(body !== undefined && { body }),
      }),
  };
}

const problemOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error;

describe('the HTTP interface', () => {
  test('shows expressions and avatars', async () => {
    const { call, until } = await start();
    expect(await (await call('expressions/joy')).json()).toEqual({ ok: true });
    await until((state) => state.expressions.main?.includes('joy') ?? false);
    expect((await call('expressions/joy', { body: '{"op":"off"}' })).status).toBe(200);
    await until((state) => !state.expressions.main);
    expect((await call('avatars/birch')).status).toBe(200);
    await until((state) => state.settings.live.main === 'birch');
    expect((await call('avatars/ash', { body: '{"slot":"guest"}' })).status).toBe(200);
    await until((state) => state.settings.live.guest === 'ash');
  });

  test('goes to scenes of OBS, whatever they are called, and says where there is none', async () => {
    const { call, command, until } = await start();
    expect(await problemOf(await call('scenes/Live'))).toMatchObject({ code: 'obs-offline' });
    const obs = await startFakeObs({ scenes: ['Starting', 'Spiel & Spaß/2'] });
    onTestFinished(() => obs.close());
    await command('settings.change', { obs: { enabled: true, port: obs.port } });
    await until((state) => state.obs.scenes.length > 0);
    expect((await call(`scenes/${encodeURIComponent('Spiel & Spaß/2')}`)).status).toBe(200);
    expect(obs.program()).toBe('Spiel & Spaß/2');
    const missing = await call('scenes/Nowhere');
    expect([missing.status, (await problemOf(missing)).code]).toEqual([404, 'unknown-scene']);
  });

  test.skipIf(!CURL_INSTALLED)('is called by the line that the panel shows', async () => {
    const { relay, token, until } = await start();
    const { stdout } = await promisify(execFile)('curl', [
      ...['-s', '-X', 'POST', `${relay.url}/api/expressions/joy`],
      ...['-H', `Authorization: Bearer ${token}`, '-d', '{"op":"toggle"}'],
    ]);
    expect(JSON.parse(stdout)).toEqual({ ok: true });
    await until((state) => state.expressions.main?.includes('joy') ?? false);
  });

  test.each([
    ['no such expression', 'expressions/nobody', undefined, 404, 'unknown-expression'],
    ['no such avatar', 'avatars/nobody', undefined, 404, 'unknown-avatar'],
    ['an id that is none', 'expressions/..%2Fsettings', undefined, 400, 'bad-payload'],
    ['an address that is none', 'expressions/%E0', undefined, 400, 'bad-payload'],
    ['a body that is no JSON', 'expressions/joy', '{', 400, 'bad-payload'],
    ['an op that is none', 'expressions/joy', '{"op":"explode"}', 400, 'bad-payload'],
    ['a body of no use', 'avatars/ash', '{"size":3}', 400, 'bad-payload'],
    ['a body without end', 'expressions/joy', ' '.repeat(5000), 413, 'bad-payload'],
  ])('answers %s in JSON', async (_, path, body, status, code) => {
    const { call } = await start();
    const answer = await call(path, { ...(body !== undefined && { body }) });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect([answer.status, (await problemOf(answer)).code]).toEqual([status, code]);
  });

  test('lets in nobody without a token, with a wrong one, or with one that was revoked', async () => {
    const { relay, id, token, call, command, until } = await start();
    for (const bearer of ['', 'guess', token.slice(0, -1), `${token}x`]) {
      const answer = await call('expressions/joy', { bearer });
      expect([answer.status, (await problemOf(answer)).code], bearer).toEqual([401, 'bad-token']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    await until((state) => state.devices.some((device) => device.id === id && device.scope === 'api'));
    await command('device.revoke', { id });
    expect((await call('expressions/joy')).status).toBe(401);
    await until((state) => state.devices.length === 0);
    await expect(command('device.revoke', { id })).rejects.toMatchObject({ code: 'unknown-device' });
    // Not in memory alone.
    await relay.close();
    const again = await startRelay({ dataDir: relay.dataDir });
    const answer = await fetch(`${again.url}/api/expressions/joy`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
  });

  test('never keeps or tells a token after it was made', async () => {
    const { relay, token, call } = await start();
    await call('expressions/joy');
    const { readdirSync, readFileSync, statSync } = await import('node:fs');
    const files = readdirSync(relay.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name, parentPath } of files) expect(readFileSync(`${parentPath}/${name}`, 'utf8'), name).not.toContain(token);
    expect(statSync(`${relay.dataDir}/devices.json`).mode & 0o777).toBe(0o600);
    const panel = await connectLink(relay.url, { role: 'panel' });
    expect(JSON.stringify(panel.snapshots.all[0])).not.toContain(token);
    expect(relay.log.join()).not.toContain(token);
  });

  test('refuses a page of another address, token or not, before it is asked what it may', async () => {
    const { relay, call, token } = await start();
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const answer = await call('expressions/joy', { headers });
      expect([answer.status, (await problemOf(answer)).code]).toEqual([403, 'other-origin']);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const preflight = await fetch(`${relay.url}/api/expressions/joy`, { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } });
    expect(preflight.status).toBe(403);
    const tokens = await fetch(`${relay.url}/api/access/tokens`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: '{"name":"x"}',
    });
    expect(tokens.status).toBe(403);
  });

  test('slows down who calls too often, and nobody else', async () => {
    const { relay, call } = await start();
    const answers = await Promise.all(Array.from({ length: 240 }, () => call('expressions/joy', { body: '{"op":"on"}' })));
    const counts = [200, 429].map((status) => answers.filter((answer) => answer.status === status).length);
    expect(counts[0]).toBeGreaterThanOrEqual(40);
    expect(counts[1]).toBeGreaterThan(0);
    expect(counts[0] + counts[1]).toBe(240);
    const slow = answers.find((answer) => answer.status === 429) as Response;
    expect(await problemOf(slow)).toMatchObject({ code: 'too-many' });
    // Wrong tokens are counted by themselves: they lock out no good one.
    const guesses = await Promise.all(Array.from({ length: 40 }, () => call('expressions/joy', { bearer: 'guess' })));
    expect(guesses.map(({ status }) => status)).toContain(429);
    await expect.poll(async () => (await call('avatars/ash')).status, { timeout: 30_000 }).toBe(200);
    expect((await fetch(`${relay.url}/api/health`)).status).toBe(200);
  });

  test('is described', async () => {
    const { relay, call } = await start();
    const description = (await (await fetch(`${relay.url}/api/openapi.json`)).json()) as {
      openapi: string;
      servers: { url: string }[];
      paths: Record<string, { post: { responses: object } }>;
    };
    expect(description).toMatchObject({ openapi: '3.1.0', servers: [{ url: relay.url }] });
    for (const path of Object.keys(description.paths)) {
      const { status } = await call(path.replace('/api/', '').replace(/\{\w+\}/, 'nobody'));
      expect(Object.keys(description.paths[path].post.responses), path).toContain(String(status));
    }
  });
});
