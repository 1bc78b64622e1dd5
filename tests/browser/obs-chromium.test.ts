import type { RelayState } from '@masque/config/messages';
import { createMotion } from '@masque/config/motion-frame';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { cornerAlphas, coverage, takePictures } from '../support/canvas-pictures.ts';
import { launchObsChromium, OBS_CHROMIUM_RUNS, obsEvent, PERMISSIONS, pretendObs } from '../support/obs-chromium.ts';
import { rule } from '../support/scene-rule.ts';
import { startTestTracker, type TestTracker } from '../support/test-tracker.ts';

/** The overlay in the Chromium of OBS' browser sources, without a link to OBS: scenes are known from the page alone. */

const PATIENCE = 240_000;

describe.skipIf(!OBS_CHROMIUM_RUNS)("in the Chromium of OBS' browser sources", { timeout: PATIENCE }, () => {
  let relay: BuiltRelay;
  let browser: Browser;
  let panel: Link;
  let state: RelayState;
  let tracker: TestTracker;

  beforeAll(async () => {
    relay = await startBuiltRelay();
    await new Promise<void>((resolve) => {
      panel = createLink({
        url: relay.url,
        role: 'panel',
        slot: DEFAULT_SLOT,
        onSnapshot(first) {
          state = first;
          resolve();
        },
        onPatch: (_, next) => void (state = next),
      });
    });
    await panel.command('scene.rule', { rule: rule('Game', { avatar: 'kasumi' }) });
    await panel.command('scene.rule', { rule: rule('Talk', { avatar: 'rowan' }) });
    tracker = await startTestTracker(relay.url, createMotion());
    browser = await launchObsChromium();
  }, PATIENCE);
  afterAll(async () => {
    tracker?.close();
    panel?.close();
    await browser?.close();
    await relay?.close();
  });

  async function openSource(level: number, scene: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 400, height: 320 } });
    await page.addInitScript({ content: pretendObs(level, scene) });
    await page.goto(`${relay.url}/overlay`);
    await page.waitForSelector('body[data-avatar]', { timeout: PATIENCE });
    return page;
  }

  const shows = (page: Page, avatar: string) => page.waitForSelector(`body[data-avatar=${avatar}]`, { timeout: PATIENCE });

  test('it draws on a transparent page, and follows the scenes that OBS tells of', async () => {
    expect(browser.version()).toMatch(/^127\./);
    const page = await openSource(PERMISSIONS.readObs, 'Game');
    // It may not ask which scene is on, and goes by what comes.
    expect(state.obs.program).toBeNull();
    const [picture] = await takePictures(page, 1);
    expect(coverage(picture)).toBeGreaterThan(0.3);
    expect(cornerAlphas(picture)).toEqual([0, 0, 0, 0]);
    await page.evaluate(obsEvent('obsSceneChanged', { name: 'Game', width: 1920, height: 1080 }));
    await shows(page, 'kasumi');
    expect(state.obs.scenes).toEqual(['Game']);
    await page.evaluate(obsEvent('obsSceneChanged', { name: 'Talk', width: 1920, height: 1080 }));
    await shows(page, 'rowan');
    await page.close();
  });

  test('hidden it rests, and shown again it is where the show is', async () => {
    const page = await openSource(PERMISSIONS.readObs, 'Talk');
    const session = await page.context().newCDPSession(page);
    await page.evaluate(obsEvent('obsSourceVisibleChanged', { visible: false }));
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'kasumi' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await page.evaluate(obsEvent('obsSourceVisibleChanged', { visible: true }));
    await shows(page, 'kasumi');
    const pictures = await takePictures(page, 3);
    expect(coverage(pictures[2])).toBeGreaterThan(0.2);
    await page.close();
  });

  test('destroyed and made anew it asks which scene is on, where it may', async () => {
    await panel.command('avatar.show', { slot: DEFAULT_SLOT, avatar: 'rowan' });
    const page = await openSource(PERMISSIONS.readUser, 'Game');
    await shows(page, 'kasumi');
    expect(state.obs.program).toBe('Game');
    await page.close();
    await expect.poll(() => state.presence[DEFAULT_SLOT]?.show ?? 0, { timeout: PATIENCE }).toBe(0);
    const again = await openSource(PERMISSIONS.readUser, 'Talk');
    await shows(again, 'rowan');
    const [picture] = await takePictures(again, 1);
    expect(coverage(picture)).toBeGreaterThan(0.3);
  });
});
