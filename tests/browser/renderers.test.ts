import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePortraits } from '../support/avatar-page.ts';
import { launchChromium, SOFTWARE_WEBGPU } from '../support/chromium.ts';
import { type PageServer, servePage } from '../support/page-server.ts';
import type { RendererPage } from './renderer-page/page.ts';

/** The GLSL and the WGSL of every effect, side by side on the same poses; both in software. */

/**
 * Frames of the known motion: near rest, jaw open and gaze aside, a wink, the head turned away, shut eyes, a smile; a tongue; and
 * all that expressions draw on a face.
 */
const POSES = [
  [0],
  [18],
  [36],
  [76],
  [114],
  [129],
  [50, { tongueOut: 1, jawOpen: 0.7, eyeWideLeft: 1, eyeWideRight: 1 }],
  [18, {}, 0.8],
] as const;

let server: PageServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  server = await servePage('renderer-page');
  browser = await launchChromium(SOFTWARE_WEBGPU);
  page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    if (message.type() === 'warning') console.log(message.text());
  });
  await servePortraits(page);
  await page.goto(server.url);
  await page.waitForFunction('window.rendererPage !== undefined');
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

function call<K extends keyof RendererPage>(
  name: K,
  ...parameters: Parameters<RendererPage[K]>
): Promise<Awaited<ReturnType<RendererPage[K]>>> {
  return page.evaluate(`window.rendererPage[${JSON.stringify(name)}](...${JSON.stringify(parameters)})`);
}

describe.each(['rowan', 'kasumi'])('%s', { timeout: 240_000 }, (id) => {
  test('is the same picture on WebGL2 and on WebGPU, in every pose', async () => {
    expect(await call('open', id, 480, 560, ['webgl', 'webgpu'])).toEqual(['webgl', 'webgpu']);
    for (const [frame, shapes, effects] of POSES) {
      const { mean, far, most, covered } = await call('compare', frame, shapes ?? {}, effects ?? 0);
      console.log(`${id}, frame ${frame}: mean ${mean.toFixed(4)}, ${(1e6 * far).toFixed(1)} ppm far off, most ${most.toFixed(1)} levels`);
      expect(covered).toBeGreaterThan(0.3);
      expect(mean).toBeLessThan(0.1);
      expect(far).toBeLessThan(1e-4);
    }
  });
});

describe('where', { timeout: 240_000 }, () => {
  test('a WebGPU device is lost, another draws the same picture; after many losses WebGL2 does', async () => {
    await call('open', 'rowan', 240, 280, ['webgl', 'webgpu']);
    expect(await call('lose', 1)).toBe('webgpu');
    expect((await call('compare', 18)).mean).toBeLessThan(0.1);
    expect(await call('lose', 1)).toBe('webgpu');
    expect(await call('lose', 1)).toBe('webgl');
    expect((await call('compare', 18)).mean).toBe(0);
  });

  test('there is no WebGPU adapter, or none any more, WebGL2 draws', async () => {
    await call('open', 'rowan', 240, 280, ['webgl', 'webgpu']);
    await call('forbid', ['webgpu']);
    expect(await call('lose', 1)).toBe('webgl');
    expect((await call('compare', 18)).mean).toBe(0);
    expect(await call('open', 'rowan', 240, 280, ['webgpu'])).toEqual(['webgl']);
  });

  test('both can draw, WebGL2 does; where there is no WebGL2, WebGPU draws', async () => {
    await call('forbid', []);
    expect(await call('open', 'rowan', 240, 280, ['auto'])).toEqual(['webgl']);
    await call('forbid', ['webgl']);
    expect(await call('open', 'rowan', 240, 280, ['auto', 'webgpu'])).toEqual(['webgpu', 'webgpu']);
    expect(await call('compare', 18)).toMatchObject({ mean: 0, covered: expect.closeTo(0.6, 1) });
    await expect(call('open', 'rowan', 240, 280, ['webgl'])).rejects.toThrow('This browser gives no WebGL2.');
  });
});
