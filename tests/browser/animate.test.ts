import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAvatarPage } from '../support/avatar-page.ts';
import { sharedFile } from '../support/shared-data.ts';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';
import { encodePng } from '../support/write-png.ts';

/** `npm run animate` as people call it, less its set-up, on our own avatar and a clip of it. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const rowan = path.join(root, 'config/avatars/rowan/picture.png');
/** Every 6th frame of the known motion: 25 pictures. */
const EVERY = 6;
const SMALL = ['--size', '192'];
/** Milliseconds after which a run counts as hanging. */
const PATIENCE = 240_000;

let folder: string;
let clip: string;
let noFace: string;
let reader: OpenTrackerPage;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  clip = path.join(folder, 'clip');
  mkdirSync(clip);
  const avatar = await openAvatarPage();
  await avatar.call('show', 'rowan', 320, 373);
  const film = await avatar.call('film', 320, 320, EVERY);
  film.forEach((picture, i) => {
    writeFileSync(path.join(clip, `${i}.jpg`), Buffer.from(picture, 'base64'));
  });
  await avatar.close();
  noFace = path.join(folder, 'dunes.png');
  writeFileSync(
    noFace,
    encodePng(200, 160, (x, y) => (y < 80 ? [120, 170, 230 - y] : [210 + 20 * Math.sin(x / 30), 180, 90])),
  );
  reader = await openTrackerPage();
}, 600_000);
afterAll(async () => {
  await reader?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  code: number | null;
  /** What it says at the end, line by line, without progress. */
  errors: string[];
  output: string;
}

function animate(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/overlay/animate/main.ts', ...args], {
    cwd: root,
    // Its own cache of portraits: the first run with a picture imports it, the others find it.
    env: { ...process.env, XDG_CACHE_HOME: place('cache') },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const hanging = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(hanging);
      resolve({ code, output, errors: output.split('\n').filter((line) => /^animate: |^\s+at |Error/.test(line)) });
    });
  });
}

const place = (name: string): string => path.join(folder, name);
const job = (out: string, { portrait = rowan, driving = clip } = {}): string[] => [
  '--portrait',
  portrait,
  '--driving',
  driving,
  '--out',
  out,
];
const picturesIn = (name: string): Buffer[] =>
  readdirSync(place(name))
    .sort()
    .map((file) => readFileSync(path.join(place(name), file)));

describe('what it makes', { timeout: 2 * PATIENCE }, () => {
  test('a folder of numbered pictures with alpha, the same bytes twice', async () => {
    const first = await animate(...job(place('a')), ...SMALL, '--max-frames', '6');
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain('6 frames of 164x192 at 25 fps');
    expect(readdirSync(place('a')).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `0000${n}.png`));
    // The second run draws what the first one kept.
    expect(readdirSync(place('cache/masque/portraits'))).toHaveLength(1);
    await animate(...job(place('b')), ...SMALL, '--max-frames', '6');
    const [a, b] = [picturesIn('a'), picturesIn('b')];
    expect(a.every((bytes, i) => bytes.equals(b[i]))).toBe(true);
    expect(new Set(a.map((bytes) => bytes.toString('base64'))).size).toBe(6);
    // Colour type 6 is RGBA; the sides of Rowan's picture are empty.
    expect(a.every((bytes) => bytes[25] === 6)).toBe(true);
    const corner = await reader.page.evaluate(
      async (url) => {
        const bitmap = await createImageBitmap(await (await fetch(url)).blob());
        const context = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        return Array.from(context.getImageData(0, 0, 1, 1).data);
      },
      `/file${place('a/00001.png')}`,
    );
    expect(corner).toEqual([0, 0, 0, 0]);
  });

  test('the sparse form of motion draws as many pictures, and not the same', async () => {
    const run = await animate(...job(place('sparse')), ...SMALL, '--max-frames', '6', '--motion', 'sparse');
    expect(run.code, run.output).toBe(0);
    expect(picturesIn('sparse')).toHaveLength(6);
    expect(picturesIn('sparse').every((bytes, i) => bytes.equals(picturesIn('a')[i]))).toBe(false);
  });

  test('a .webm and a .mp4 that play, and drive again', async () => {
    for (const name of ['clip.webm', 'clip.mp4']) {
      const run = await animate(...job(place(name)), '--size', '256');
      expect(run.code, run.output).toBe(0);
      const played = await reader.call('clip', `/file${place(name)}`);
      expect(played).toMatchObject({ width: 220, height: 256, frameCount: 25 });
      expect(played.fps).toBeCloseTo(25, 1);
    }
    const again = await animate(...job(place('again'), { driving: place('clip.mp4') }), ...SMALL, '--fps', '5');
    expect(again.code, again.output).toBe(0);
    expect(picturesIn('again')).toHaveLength(5);
  });
});

describe('what it refuses, with status 2 and the usage', { timeout: 60_000 }, () => {
  test.each([
    ['nothing asked', [], '--portrait is missing'],
    ['no place', ['--portrait', 'a.png', '--driving', 'b.mp4'], '--out is missing'],
    ['an impossible rate', ['--portrait', 'a', '--driving', 'b', '--out', 'c', '--fps', '0'], '--fps wants a number from 0.1 to 240'],
    [
      'an unknown form',
      ['--portrait', 'a', '--driving', 'b', '--out', 'c', '--motion', 'loose'],
      "--motion is dense or sparse, not 'loose'",
    ],
    ['an unknown option', ['--portait', 'a.png'], '--portait'],
  ])('%s', async (_, args, message) => {
    const run = await animate(...args);
    expect(run.code).toBe(2);
    expect(run.output).toContain(message);
    expect(run.output).toContain('usage: npm run animate');
  });

  test('help is no mistake', async () => {
    expect(await animate('--help')).toMatchObject({ code: 0, output: expect.stringContaining('usage: npm run animate') });
  });
});

async function expectRefusal(run: Run, message: string): Promise<void> {
  expect(run.errors, run.output).toHaveLength(1);
  expect(run.errors[0]).toContain(message);
  expect(run.code).toBe(1);
}

describe('what it cannot do, with status 1 and one line', { timeout: PATIENCE }, () => {
  test('a portrait without a face', async () => {
    await expectRefusal(await animate(...job(place('x'), { portrait: noFace })), 'No face was found in dunes.png');
  });

  test('a clip without a face', async () => {
    const empty = place('empty');
    mkdirSync(empty);
    for (const name of ['1.png', '2.png']) writeFileSync(path.join(empty, name), readFileSync(noFace));
    await expectRefusal(await animate(...job(place('x'), { driving: empty })), 'No face was found in empty');
  });

  test('files that are no picture and no clip', async () => {
    writeFileSync(place('words.png'), 'these are only words');
    writeFileSync(place('words.mp4'), 'these are only words, too');
    await expectRefusal(await animate(...job(place('x'), { portrait: place('words.png') })), 'words.png');
    await expectRefusal(await animate(...job(place('x'), { driving: place('words.mp4') })), 'words.mp4 is not a picture or clip');
  });

  test('files that are not there', async () => {
    await expectRefusal(await animate(...job(place('x'), { portrait: place('nobody.png') })), 'there is no file');
    await expectRefusal(await animate(...job(place('x'), { driving: place('nothing.mp4') })), 'there is no file or folder');
  });

  test('a place that cannot be written', async () => {
    await expectRefusal(await animate(...job(path.join(noFace, 'out'))), 'cannot be written');
  });

  test('a browser that is not there', async () => {
    await expectRefusal(await animate(...job(place('x')), '--browser', place('chrome')), `--browser: there is no ${place('chrome')}`);
  });
});

describe.runIf(sharedFile('portraits'))('foreign material', { timeout: 2 * PATIENCE }, () => {
  test('a photo follows a foreign clip', async () => {
    const material = {
      portrait: sharedFile('portraits', 'p01_photo_front.jpg') ?? '',
      driving: sharedFile('clips', 'c03_head_turns.mp4') ?? '',
    };
    const run = await animate(...job(place('foreign'), material), '--size', '256', '--max-frames', '20');
    expect(run.code, run.output).toBe(0);
    expect(picturesIn('foreign')).toHaveLength(20);
  });

  test.each([
    'x01_truncated.png',
    'x02_huge_40000x40000_1bit.png',
    'x03_exif_orientation6.jpg',
    'x04_animated.gif',
    'x05_animated_alpha.webp',
    'x06_cmyk_portrait.jpg',
    'x07_script.svg',
    'x08_16bit_rgba.png',
  ])('%s either works or is refused in one line', async (name) => {
    // A folder whose name ends like the picture's would be taken for a file to write.
    const folderName = path.parse(name).name;
    const run = await animate(...job(place(folderName), { portrait: sharedFile('hostile', name) ?? '' }), ...SMALL, '--max-frames', '2');
    if (run.code === 0) expect(picturesIn(folderName)).toHaveLength(2);
    else await expectRefusal(run, name);
  });
});
