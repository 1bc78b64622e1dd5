import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFile } from '../support/shared-data.ts';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';

let tracker: OpenTrackerPage;
beforeAll(async () => {
  tracker = await openTrackerPage();
}, 120_000);
afterAll(() => tracker?.close());

/** 5, 15, 25 ... : steps far wider than what coding loses. */
const greys = Array.from({ length: 24 }, (_, i) => 5 + 10 * i);
const steady = greys.map((_, i) => i / 30);
const toIndex = ([red]: number[]): number => Math.round((red - 5) / 10);

/** Three frames of 1 x 1 pixel: red for 100 ms, green for 300 ms, blue for 200 ms. */
const GIF = Buffer.from(
  [
    '474946383961010001009100 00ff0000 00ff00 0000ff 000000',
    '21f904000a000000 2c000000000100010000 02024401 00',
    '21f904001e000000 2c000000000100010000 02024c01 00',
    '21f9040014000000 2c000000000100010000 02025401 00',
    '3b',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

function dataUrl(bytes: Uint8Array): string {
  return `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
}

describe('clips frame by frame', () => {
  test.each(['webm', 'mp4'] as const)('a %s gives every frame once, in order, at its own rate', { timeout: 60_000 }, async (container) => {
    const clip = await tracker.call('clip', await tracker.call('encode', container, greys, steady));
    expect(clip).toMatchObject({ width: 64, height: 48, frameCount: 24 });
    expect(clip.fps).toBeCloseTo(30, 1);
    expect(clip.middles.map(toIndex)).toEqual(greys.map((_, i) => i));
    expect(clip.times[23]).toBeCloseTo(23 / 30, 3);
  });

  test('another rate repeats or skips frames; a limit cuts', { timeout: 60_000 }, async () => {
    const url = await tracker.call('encode', 'webm', greys, steady);
    const half = await tracker.call('clip', url, { fps: 15 });
    expect(half.middles.map(toIndex)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
    const cut = await tracker.call('clip', url, { fps: 60, maxFrames: 5 });
    expect(cut.middles.map(toIndex)).toEqual([0, 0, 1, 1, 2]);
  });

  test('uneven frames are laid on a constant rate', { timeout: 60_000 }, async () => {
    const times = [0, 0.1, 0.2, 0.6, 0.7, 0.8];
    const clip = await tracker.call('clip', await tracker.call('encode', 'webm', greys.slice(0, 6), times), { fps: 10 });
    expect(clip.middles.map(toIndex).slice(0, 9)).toEqual([0, 1, 2, 2, 2, 2, 3, 4, 5]);
  });

  test('an animated gif is a clip', async () => {
    const [red, green, blue] = [
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
    ];
    const clip = await tracker.call('clip', dataUrl(GIF), { fps: 10 });
    expect(clip.middles).toEqual([red, green, green, green, blue, blue]);
  });

  test('a list of pictures is a clip at 25 frames a second', async () => {
    const clip = await tracker.call('clip', [dataUrl(GIF), dataUrl(GIF)]);
    expect(clip).toMatchObject({ fps: 25, frameCount: 2, times: [0, 0.04] });
  });

  test('what is no clip is said so', async () => {
    const fails = (bytes: Uint8Array): Promise<unknown> => tracker.call('clip', dataUrl(bytes));
    await expect(fails(Buffer.from('just some text, long enough for a header'))).rejects.toThrow('the clip is not a picture or clip');
    await expect(fails(new Uint8Array(0))).rejects.toThrow('the clip is empty');
    await expect(fails(GIF.subarray(0, 40))).rejects.toThrow('the clip is damaged');
    await expect(tracker.call('clip', [])).rejects.toThrow('holds no pictures');
    await expect(tracker.call('clip', [dataUrl(Buffer.from('nothing'))])).rejects.toThrow('picture 1 cannot be read');
  });
});

describe.runIf(sharedFile('clips'))('foreign clips', () => {
  test('a phone video gives its 240 frames', { timeout: 120_000 }, async () => {
    const clip = await tracker.call('clip', `/file${sharedFile('clips', 'c01_calm_talker_phone.mp4')}`);
    expect(clip).toMatchObject({ width: 720, height: 1280, frameCount: 240 });
    expect(clip.fps).toBeCloseTo(30, 3);
  });

  test('animations of the wild open', { timeout: 60_000 }, async () => {
    expect((await tracker.call('clip', `/file${sharedFile('hostile', 'x04_animated.gif')}`)).frameCount).toBe(65);
    const webp = await tracker.call('clip', `/file${sharedFile('hostile', 'x05_animated_alpha.webp')}`);
    expect(webp).toMatchObject({ width: 320, height: 720, frameCount: 3 });
  });

  test('a truncated picture and a script are refused', async () => {
    await expect(tracker.call('clip', `/file${sharedFile('hostile', 'x01_truncated.png')}`)).rejects.toThrow('is damaged');
    await expect(tracker.call('clip', `/file${sharedFile('hostile', 'x07_script.svg')}`)).rejects.toThrow('is not a picture or clip');
  });
});
