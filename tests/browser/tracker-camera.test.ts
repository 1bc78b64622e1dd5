import { describe, expect, test } from 'vitest';
import { type OpenTrackerPage, openTrackerPage } from '../support/tracker-page.ts';

const FAKE_CAMERA = '--use-fake-device-for-media-stream';
const ALLOWED = '--use-fake-ui-for-media-stream';

async function withPage<T>(flags: string[], use: (tracker: OpenTrackerPage) => Promise<T>): Promise<T> {
  const tracker = await openTrackerPage(flags);
  try {
    return await use(tracker);
  } finally {
    await tracker.close();
  }
}

describe('cameras', { timeout: 120_000 }, () => {
  test('an allowed camera runs in the asked format and is listed', async () => {
    const camera = await withPage([FAKE_CAMERA, ALLOWED], ({ call }) => call('camera'));
    expect(camera).toMatchObject({ width: 640, height: 480 });
    expect(camera.label).not.toBe('');
    expect(camera.devices).toContain(camera.label);
  });

  test('a camera that is taken away is opened again', async () => {
    const events = await withPage([FAKE_CAMERA, ALLOWED], ({ call }) => call('loseCamera'));
    expect(events).toHaveLength(3);
    expect(events[0]).toBe(events[2]);
    expect(events[1]).toContain('Plug it in again');
  });

  test('a blocked camera says how to allow it', async () => {
    await expect(withPage([FAKE_CAMERA, '--deny-permission-prompts'], ({ call }) => call('camera'))).rejects.toThrow(
      'The camera is blocked',
    );
  });

  test('no camera says so', async () => {
    await expect(withPage([ALLOWED], ({ call }) => call('camera'))).rejects.toThrow('No camera was found');
  });

  test('an address that is not secure says which is', async () => {
    const message = await withPage([FAKE_CAMERA, ALLOWED], async ({ call, page }) => {
      await page.evaluate(`Object.defineProperty(navigator, 'mediaDevices', { value: undefined })`);
      return call('camera').then(() => '', String);
    });
    expect(message).toContain('http://127.0.0.1');
  });
});
