import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../apps/relay/src/main.ts';
import { startRelay, temporaryFolder, writeFiles } from './relay-fixture.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs `main` where it cannot run a relay of its own, and hears what it says. */
async function exitOf(options: { port: number; dataDir: string }) {
  const said: string[] = [];
  const hear = (line: string): void => void said.push(line);
  for (const way of ['log', 'error'] as const) {
    const spy = vi.spyOn(console, way).mockImplementation(hear);
    onTestFinished(() => spy.mockRestore());
  }
  return { code: await main({ root, open: false, ...options }), said: said.join('\n') };
}

describe('the command line', () => {
  test.each([
    ['--bogus', 'bogus'],
    ['--port=nine', 'nine'],
    ['--port=70000', '70000'],
    ['--data=', '--data'],
    ['stray', 'stray'],
  ])('%s is refused with the usage and exit code 2', (argument, named) => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'apps/relay/bin/start.mjs'), argument], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr).toContain('Usage:');
  });

  test('a Masque that already runs is named, and that is no error', async () => {
    const { url } = await startRelay();
    const { code, said } = await exitOf({ port: Number(new URL(url).port), dataDir: temporaryFolder() });
    expect(code).toBe(0);
    expect(said).toContain(`already running`);
    expect(said).toContain(`${url}/panel`);
  });

  test('another program on the port is an error that names the option', async () => {
    const stranger = createServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void stranger.close());
    const { port } = stranger.address() as AddressInfo;
    const { code, said } = await exitOf({ port, dataDir: temporaryFolder() });
    expect(code).toBe(1);
    expect(said).toContain('--port');
  });

  test('a data folder that cannot be one is an error that names the option', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { file: '' });
    const { code, said } = await exitOf({ port: 1, dataDir: path.join(folder, 'file') });
    expect(code).toBe(1);
    expect(said).toContain('--data');
  });
});
