import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RelayState } from '@masque/config/messages';
import type { TrackerOrder, TrackerReport } from '@masque/config/reports';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';
import { type FakeObs, startFakeObs } from '../support/fake-obs.ts';
import { watchState } from '../support/watch-state.ts';

/** The panel as built, with a real relay. The picture inside it has tests of its own; here it would only cost time. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TABS = ['live', 'avatars', 'expressions', 'motion', 'scenes', 'hotkeys', 'devices'] as const;

let relay: BuiltRelay;
let browser: Browser;
/** One page for all: it must bear whatever is done to it in one evening. */
let page: Page;
/** Another panel, which sees what the page does. */
let other: Link;
let state: RelayState;

beforeAll(async () => {
  browser = await launchChromium();
  relay = await startBuiltRelay();
  other = await watchState(relay.url, (next) => void (state = next));
  page = await open('en-US');
});
afterAll(async () => {
  other?.close();
  await browser?.close();
  await relay?.close();
});

async function open(locale: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale, bypassCSP: true });
  context.setDefaultTimeout(120_000);
  await context.route(/\/overlay\?role=preview/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  const opened = await context.newPage();
  await opened.goto(`${relay.url}/panel`);
  await opened.waitForSelector('#tab-panel section');
  return opened;
}

async function goTo(tab: (typeof TABS)[number]): Promise<void> {
  await page.click(`#tab-${tab}`);
  await page.waitForSelector(`#tab-panel[aria-labelledby="tab-${tab}"] section`);
}

async function until(what: (state: RelayState) => unknown): Promise<void> {
  await expect.poll(() => Boolean(what(state)), { timeout: 60_000, interval: 20 }).toBe(true);
}

function trackerOf(orders: TrackerOrder[]): Promise<Link> {
  return new Promise((resolve) => {
    const link: Link = createLink({
      url: relay.url,
      role: 'track',
      slot: 'main',
      onOrder: (order) => orders.push(order),
      onSnapshot: () => resolve(link),
    });
  });
}

async function violations(): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run({ exclude: [['iframe']] })")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('every tab', () => {
  test.each([
    ['dark, wide', 'Dark', { width: 1280, height: 720 }],
    ['light, as a dock', 'Light', { width: 400, height: 700 }],
  ] as const)('%s: no serious barrier, and nothing wider than the page', async (_, theme, size) => {
    const obs = await startFakeObs();
    await other.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await other.command('scene.rule', { rule: { scene: 'Live', slot: 'main', avatar: 'kasumi', placement: null, visible: true } });
    await until((now) => now.obs.link === 'online');
    await page.selectOption('role=combobox[name="Appearance"]', theme);
    await page.setViewportSize(size);
    for (const tab of TABS) {
      await goTo(tab);
      expect(await violations(), tab).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), tab).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
    await other.command('settings.change', { obs: { enabled: false } });
    await other.command('scene.forget', { scene: 'Live', slot: 'main' });
    await obs.close();
  });

  test('is reached by the arrow keys, and everything in it by Tab', async () => {
    await goTo('live');
    await page.focus('#tab-live');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tab-avatars');
    await page.keyboard.press('End');
    await page.waitForSelector('#tab-panel[aria-labelledby="tab-devices"]');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('#tab-panel[aria-labelledby="tab-live"]');
    const reached = [];
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    expect(reached).toEqual(expect.arrayContaining(['Kasumi', 'Rowan', 'Joy', 'Mute motion', 'Mirror', 'Recentre', 'Open tracker']));
  });

  test('speaks the language that is chosen, and at first that of the browser', async () => {
    await page.selectOption('role=combobox[name="Language"]', 'zh');
    await page.waitForSelector('#tab-live:text-is("直播")');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-Hans');
    await page.selectOption('role=combobox[name="语言"]', 'en');
    const japanese = await open('ja');
    expect(await japanese.textContent('#tab-live')).toBe('ライブ');
    await japanese.context().close();
  });
});

describe('live', () => {
  test('an avatar is put on air, and taken back by Ctrl+Z', async () => {
    await goTo('live');
    await page.click('role=button[name="Show Kasumi"]');
    await until((now) => now.settings.live.main === 'kasumi');
    await page.waitForSelector('role=button[name="Show Kasumi"][pressed=true]');
    await page.keyboard.press('Control+z');
    await until((now) => now.settings.live.main === 'rowan');
    await page.keyboard.press('Control+Shift+z');
    await until((now) => now.settings.live.main === 'kasumi');
  });

  test('motion is muted and mirrored', async () => {
    await goTo('live');
    await page.click('role=button[name="Mute motion"]');
    await until((now) => now.settings.motion.muted);
    await page.click('role=button[name="Mirror"]');
    await until((now) => !now.settings.motion.mirror);
  });

  test('the tracker tells how it is, and is asked', async () => {
    await goTo('live');
    await page.click('role=button[name="Recentre"]');
    await page.waitForSelector('text=No tracker is open.');
    const orders: TrackerOrder[] = [];
    const tracker = await trackerOf(orders);
    await page.waitForSelector('.lamps :text("starting")');
    const cameras = [
      { id: 'a', label: 'Front' },
      { id: 'b', label: 'Side' },
    ];
    const report = {
      kind: 'tracker',
      state: 'running',
      problem: '',
      cameras,
      camera: 'a',
      neutral: true,
      fps: 29.6,
      score: 0.91,
      dropped: 0,
      delay: 24,
    } as const;
    let telling: TrackerReport = report;
    // Again and again, as trackers do: a report that cannot leave at once is dropped.
    const timer = setInterval(() => tracker.report(telling), 100);
    await page.waitForSelector('.lamps :text("follows your face")');
    await page.waitForSelector('.plot dd:text-is("30")');
    await page.waitForSelector('.plot dd:text-is("24 ms")');
    await page.selectOption('role=combobox[name="Camera"]', { label: 'Side' });
    await page.click('role=button[name="Stop"]');
    await page.click('role=button[name="Recentre"]');
    while (orders.length < 3) await page.waitForTimeout(10);
    expect(orders).toEqual([{ do: 'camera', id: 'b' }, { do: 'stop' }, { do: 'recentre' }]);
    telling = { ...report, state: 'problem', problem: 'The camera is blocked.', camera: null };
    await page.waitForSelector('role=alert >> text=The camera is blocked.');
    clearInterval(timer);
    tracker.close();
    await page.waitForSelector('.lamps :text("not open") >> nth=1');
  });

  test('the end of Masque is told, and the page comes back by itself', async () => {
    await goTo('live');
    await relay.restart(async () => {
      await page.waitForSelector('role=alert >> text=Masque is not running.');
    });
    await page.waitForSelector('.lamps :text("running")');
  });
});

describe('motion', () => {
  test('a slider changes the settings, and a drag is one step back', async () => {
    await goTo('motion');
    const slider = page.getByRole('slider', { name: 'Stability' });
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    await page.mouse.move(box.x + 0.3 * box.width, box.y + box.height / 2);
    await page.mouse.down();
    for (const at of [0.4, 0.5, 0.6, 0.8]) await page.mouse.move(box.x + at * box.width, box.y + box.height / 2);
    await page.mouse.up();
    await until((now) => now.settings.tracking.stability > 0.75);
    await page.click('role=button[name="Undo"]');
    await until((now) => now.settings.tracking.stability === 0.3);
  });

  test('a group is tuned by keys and reset', async () => {
    await goTo('motion');
    const mouth = page.locator('.signals li', { hasText: 'Mouth' });
    await mouth.getByRole('slider', { name: 'Sensitivity' }).focus();
    await page.keyboard.press('End');
    await until((now) => now.settings.motion.groups.mouth.sensitivity === 3);
    await mouth.getByRole('button').click();
    await until((now) => now.settings.motion.groups.mouth.sensitivity === 1);
  });
});

describe('avatars', () => {
  test('one is duplicated, renamed, deleted and brought back', async () => {
    await goTo('avatars');
    await page.click('role=button[name="Duplicate: Rowan"]');
    await page.click('role=button[name="Rename: Rowan 2"]');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Twin');
    await page.keyboard.press('Enter');
    await until((now) => now.avatars.some(({ name }) => name === 'Twin'));
    await page.click('role=button[name="Delete: Twin"]');
    await until((now) => now.avatars.every(({ name }) => name !== 'Twin'));
    await page.locator('.said').getByRole('button', { name: 'Undo' }).click();
    await until((now) => now.avatars.some(({ name }) => name === 'Twin'));
  });

  test('one is placed, and its background chosen', async () => {
    await other.command('avatar.show', { slot: 'main', avatar: 'rowan' });
    await goTo('avatars');
    await page.waitForSelector('#placement :text("Rowan")');
    await page.getByRole('slider', { name: 'Size' }).focus();
    await page.keyboard.press('End');
    await until((now) => now.settings.looks.rowan?.placement.size === 4);
    await page.getByRole('radio', { name: 'Green' }).check();
    await until((now) => now.settings.looks.rowan?.background.kind === 'green');
    const preview = await page.locator('.handle').boundingBox();
    if (!preview) throw new Error('no preview');
    await page.mouse.move(preview.x + 100, preview.y + 100);
    await page.mouse.down();
    await page.mouse.move(preview.x + 100 + preview.width / 4, preview.y + 100);
    await page.mouse.up();
    await until((now) => Math.abs((now.settings.looks.rowan?.placement.x ?? 0) - 0.25) < 0.01);
  });

  test('an archive goes out and comes in again', async () => {
    await goTo('avatars');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('role=link[name="Export: Kasumi"]')]);
    expect(download.suggestedFilename()).toBe('kasumi.masque');
    await page.setInputFiles('input[type=file]', await download.path());
    await page.waitForSelector('text=Kasumi was added.');
    await until((now) => now.settings.live.main === 'kasumi-2');
    await other.command('avatar.show', { slot: 'main', avatar: 'rowan' });
  });
});

describe('expressions', () => {
  test('one is put on by a press on the live tab, and taken off; all at once, too', async () => {
    await goTo('live');
    await page.click('role=button[name="Joy"]');
    await page.click('role=button[name="Blush"]');
    await page.waitForSelector('role=button[name="Blush"][pressed=true]');
    await until((now) => now.expressions.main?.join() === 'joy,blush');
    await page.click('role=button[name="Joy"]');
    await until((now) => now.expressions.main?.join() === 'blush');
    await page.click('role=button[name="All off"]');
    await until((now) => !now.expressions.main);
  });

  test('one of the user’s own is made, held, deleted and brought back', async () => {
    await goTo('expressions');
    await page.click('role=button[name="New expression"]');
    await page.waitForSelector('#expression:has-text("My expression")');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Pout');
    await name.press('Enter');
    await until((now) => now.settings.expressions['my-expression']?.name === 'Pout');
    await page.click('summary:has-text("Mouth")');
    await page.getByRole('slider', { name: 'Pucker' }).focus();
    await page.keyboard.press('End');
    await until((now) => now.settings.expressions['my-expression']?.blendshapes.mouthPucker === 1);
    await page.getByRole('combobox', { name: 'A press' }).selectOption('hold');
    await until((now) => now.settings.expressions['my-expression']?.mode === 'hold');
    await page.getByRole('button', { name: 'Test on air' }).focus();
    await page.keyboard.down(' ');
    await until((now) => now.expressions.main?.includes('my-expression'));
    await page.keyboard.up(' ');
    await until((now) => !now.expressions.main);
    await page.click('role=button[name="Delete: Pout"]');
    await until((now) => !now.settings.expressions['my-expression']);
    await page.locator('.said').getByRole('button', { name: 'Undo' }).click();
    await until((now) => now.settings.expressions['my-expression']?.blendshapes.mouthPucker === 1);
  });

  test('a built-in one is changed, and reset', async () => {
    await goTo('expressions');
    await page.click('role=button[name="Edit Sorrow"]');
    await page.click('summary:has-text("Your face shows through")');
    await page.getByRole('checkbox', { name: 'Mouth' }).uncheck();
    await until((now) => now.settings.expressions.sorrow?.tracking.mouth === false);
    await page.click('role=button[name="Reset: Sorrow"]');
    await until((now) => !now.settings.expressions.sorrow);
  });
});

describe('scenes', () => {
  let obs: FakeObs;
  afterEach(async () => {
    await other.command('settings.change', { obs: { enabled: false } });
    await obs?.close();
  });

  test('OBS is linked, with a word about a wrong password', async () => {
    obs = await startFakeObs({ password: 's3same' });
    await goTo('scenes');
    await page.getByText('Link to OBS').click();
    await page.getByLabel('Port', { exact: true }).fill(String(obs.port));
    await page.keyboard.press('Tab');
    await until((now) => now.settings.obs.port === obs.port);
    await page.waitForSelector('role=alert >> text=OBS refused the password.');
    await page.getByRole('textbox', { name: 'Password' }).fill('s3same');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=OBS 32.2.2');
    expect(await page.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
    expect(await page.content()).not.toContain('s3same');
  });

  test('a scene is switched to, gets a rule and the overlay; a stream is asked about twice', async () => {
    obs = await startFakeObs();
    await other.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await goTo('scenes');
    await page.locator('.scene-buttons button', { hasText: 'Live' }).click();
    await until((now) => now.obs.program === 'Live');
    const scene = page.locator('.scene', { hasText: 'Ending' });
    await scene.getByRole('button', { name: 'Add a rule' }).click();
    await scene.getByRole('combobox').selectOption('Kasumi');
    obs.goTo('Ending');
    await until((now) => now.settings.live.main === 'kasumi');
    await scene.getByRole('button', { name: 'Add overlay' }).click();
    await page.waitForSelector('text=The overlay is in “Ending”.');
    const stream = page.locator('.outputs li', { hasText: 'Stream' }).getByRole('button');
    await stream.click();
    expect(await stream.textContent()).toBe('Really start?');
    expect(state.obs.outputs.stream).toBe('off');
    await stream.click();
    await until((now) => now.obs.outputs.stream === 'on');
  });

  test('an OBS without browser sources is answered with the address', async () => {
    obs = await startFakeObs({ browserSources: false });
    await other.command('settings.change', { obs: { enabled: true, port: obs.port } });
    await goTo('scenes');
    await page.locator('.scene', { hasText: 'Live' }).getByRole('button', { name: 'Add overlay' }).click();
    await page.waitForSelector(`role=alert >> text=${relay.url}/overlay`);
  });
});
