import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveAvatars } from '../support/avatar-page.ts';
import { launchChromium, SOFTWARE_WEBGPU } from '../support/chromium.ts';
import { type PageServer, servePage } from '../support/page-server.ts';
import type { RendererPage } from './renderer-page/page.ts';

/** The GLSL and the WGSL of every effect, side by side on the same poses; both in software. */

/** Frames of the known motion: near rest, jaw open and gaze aside, a wink, the head turned away, shut eyes, a smile. */
const POSES = [0, 18, 36, 76, 114, 129];

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  server = await servePage('renderer-page');
  browser = await launchChromium(SOFTWARE_WEBGPU);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function openPage(): Promise<Page> {
  const opened = await browser.newPage();
  opened.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.log(message.text());
  });
  await serveAvatars(opened);
  await opened.goto(server.url);
  await opened.waitForFunction('window.rendererPage !== undefined');
  return opened;
}

function call<K extends keyof RendererPage>(
  on: Page,
  name: K,
  ...parameters: Parameters<RendererPage[K]>
): Promise<Awaited<ReturnType<RendererPage[K]>>> {
  return on.evaluate(`window.rendererPage[${JSON.stringify(name)}](...${JSON.stringify(parameters)})`);
}

describe.each(['rowan', 'kasumi'])('%s', { timeout: 180_000 }, (id) => {
  test('is the same picture on WebGL2 and on WebGPU, in every pose', async () => {
    const on = await openPage();
    expect(await call(on, 'open', id, 480, 560, ['webgl', 'webgpu'])).toEqual(['webgl', 'webgpu']);
    for (const frame of POSES) {
      const { mean, far, most, covered } = await call(on, 'compare', frame);
      console.log(`${id}, frame ${frame}: mean ${mean.toFixed(4)}, ${(1e6 * far).toFixed(1)} ppm far off, most ${most.toFixed(1)} levels`);
      if (process.env.PICTURES)
        for (const n of [0, 1])
          writeFileSync(
            path.join(process.env.PICTURES, `${id}-${frame}-${n}.png`),
            Buffer.from(await call(on, 'picture', n, frame), 'base64'),
          );
      expect(covered).toBeGreaterThan(0.3);
      expect(mean).toBeLessThan(0.1);
      expect(far).toBeLessThan(1e-4);
    }
    await on.close();
  });
});

describe('where', { timeout: 180_000 }, () => {
  test('a WebGPU device is lost, another draws the same picture; after many losses WebGL2 does', async () => {
    const page = await openPage();
    await call(page, 'open', 'rowan', 240, 280, ['webgl', 'webgpu']);
    expect(await call(page, 'lose', 1)).toBe('webgpu');
    expect((await call(page, 'compare', 18)).mean).toBeLessThan(0.1);
    expect(await call(page, 'lose', 1)).toBe('webgpu');
    expect(await call(page, 'lose', 1)).toBe('webgl');
    expect((await call(page, 'compare', 18)).mean).toBe(0);
    await page.close();
  });

  test('there is no WebGPU adapter, or none any more, WebGL2 draws', async () => {
    const page = await openPage();
    await call(page, 'open', 'rowan', 240, 280, ['webgl', 'webgpu']);
    await call(page, 'forbid', 'webgpu');
    expect(await call(page, 'lose', 1)).toBe('webgl');
    expect((await call(page, 'compare', 18)).mean).toBe(0);
    expect(await call(page, 'open', 'rowan', 240, 280, ['webgpu'])).toEqual(['webgl', 'webgl', 'webgl']);
    await page.close();
  });

  test('both can draw, WebGL2 does; where there is no WebGL2, WebGPU draws', async () => {
    const page = await openPage();
    expect(await call(page, 'open', 'rowan', 240, 280, ['auto'])).toEqual(['webgl']);
    await call(page, 'forbid', 'webgl');
    expect(await call(page, 'open', 'rowan', 240, 280, ['auto'])).toEqual(['webgl', 'webgpu']);
    expect((await call(page, 'compare', 18)).mean).toBeLessThan(0.1);
    await expect(call(page, 'open', 'rowan', 240, 280, ['webgl'])).rejects.toThrow('This browser gives no WebGL2.');
    await page.close();
  });
});
