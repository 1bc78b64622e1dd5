import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createAccess } from '../../../../apps/relay/src/access/access.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const mine = folder;
  onTestFinished(() => rmSync(mine, { recursive: true, force: true }));
});

test('a token is known until it is revoked, over a restart too, and never kept itself', async () => {
  const access = createAccess(folder);
  const [pad, api] = [await access.add('pad', 'Phone'), await access.add('api', 'Deck')];
  expect(readFileSync(path.join(folder, 'devices.json'), 'utf8')).not.toContain(pad.token);
  const again = createAccess(folder);
  expect([again.find(pad.token), again.find(api.token), again.find('')]).toEqual([pad.device, api.device, null]);
  await again.revoke(pad.device.id);
  expect([again.find(pad.token), createAccess(folder).find(pad.token)]).toEqual([null, null]);
  await expect(again.revoke(pad.device.id)).rejects.toMatchObject({ code: 'unknown-device' });
});

test.each(['{', '{"version":1,"devices":[{"id":"x"}]}', '{"version":9,"devices":[]}', '[]'])(
  'a file that says %s lets nobody in and is kept aside',
  (text) => {
    writeFileSync(path.join(folder, 'devices.json'), text);
    const access = createAccess(folder);
    expect(access.devices()).toEqual([]);
    expect(access.damaged).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([expect.stringContaining('devices.damaged-')]);
  },
);

test('there is an end to how many are let in', async () => {
  const access = createAccess(folder);
  for (let i = 0; i < 50; i++) await access.add('pad', `Phone ${i}`);
  await expect(access.add('pad', 'One more')).rejects.toMatchObject({ code: 'too-many' });
});
