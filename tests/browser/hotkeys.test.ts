import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Trigger } from '@masque/config/hotkey';
import type { RelayState } from '@masque/config/messages';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';
import { type BuiltRelay, startBuiltRelay } from '../support/built-relay.ts';
import { launchChromium } from '../support/chromium.ts';

/** The Hotkeys and Devices tabs, the pad and the pairing page, as built. Gamepads and MIDI are played at the browser's own interface. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ELSEWHERE = '127.0.0.2';
const F9: Trigger = { kind: 'key', code: 'F9', modifiers: [] };

declare global {
  interface Window {
    /** Buttons that are down on the one gamepad. */
    padButtons: boolean[];
    playMidi: (...message: number[]) => void;
  }
}

let relay: BuiltRelay;
let browser: Browser;
let page: Page;
let other: Link;
let state: RelayState;

beforeAll(async () => {
  browser = await launchChromium();
  relay = await startBuiltRelay([], { addresses: () => (process.platform === 'linux' ? [ELSEWHERE] : []) });
  await new Promise<void>((resolve) => {
    const hear = (next: RelayState): void => {
      state = next;
      resolve();
    };
    other = createLink({ url: relay.url, role: 'panel', slot: 'main', onSnapshot: hear, onPatch: (_, next) => hear(next) });
  });
  page = await (await openContext()).newPage();
  await page.addInitScript(fakeInputs);
  await page.goto(`${relay.url}/panel#hotkeys`);
  await page.waitForSelector('#hotkeys');
});
afterAll(async () => {
  other?.close();
  await browser?.close();
  await relay?.close();
});
afterEach(async () => {
  for (const { id } of state.settings.hotkeys.bindings) await other.command('hotkey.forget', { id });
  await other.command('expression', { slot: 'main', op: 'clear' });
});

async function openContext(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', bypassCSP: true, ...options });
  context.setDefaultTimeout(120_000);
  await context.route(/\/overlay\?role=preview/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  return context;
}

/** Runs in the page before anything of ours. */
function fakeInputs(): void {
  window.padButtons = [false, false];
  Object.defineProperty(navigator, 'getGamepads', {
    value: () => [{ connected: true, buttons: window.padButtons.map((pressed) => ({ pressed })) }],
  });
  Object.defineProperty(navigator, 'requestMIDIAccess', {
    value: async () => {
      const input: { onmidimessage?: (event: { data: Uint8Array }) => void } = {};
      window.playMidi = (...message) => input.onmidimessage?.({ data: Uint8Array.from(message) });
      return { inputs: new Map([['piano', input]]) };
    },
  });
}

async function until(what: (state: RelayState) => unknown): Promise<void> {
  await expect.poll(() => Boolean(what(state)), { timeout: 60_000, interval: 20 }).toBe(true);
}

const on = (id: string) => (now: RelayState) => now.expressions.main?.includes(id) ?? false;
const triggers = () => state.settings.hotkeys.bindings.map(({ trigger }) => trigger);

/** Chooses what a new hotkey does, which then waits for what is pressed. */
async function add(action: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a hotkey that' }).selectOption({ label: action });
  await page.waitForSelector('.listening');
}

async function violations(of: Page): Promise<string[]> {
  await of.evaluate(AXE);
  const { violations } = (await of.evaluate("axe.run({ exclude: [['iframe']] })")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('a hotkey', () => {
  test('is assigned by pressing, and acts when it is pressed; not while it is being assigned, nor in a field of text', async () => {
    await add('Joy');
    await page.keyboard.press('Control+Shift+KeyK');
    await until(() => triggers()[0]?.kind === 'key');
    expect(triggers()).toEqual([{ kind: 'key', code: 'KeyK', modifiers: ['ctrl', 'shift'] }]);
    expect(state.expressions.main).toBeUndefined();
    await page.waitForSelector('.trigger:text-is("Ctrl + Shift + K")');
    await page.keyboard.press('Control+Shift+KeyK');
    await until(on('joy'));
    await page.getByRole('button', { name: 'Assign: Joy' }).click();
    await page.keyboard.press('KeyJ');
    await page.waitForSelector('.trigger:text-is("J")');
    await page.getByRole('button', { name: 'Edit: Joy' }).click();
    await page.getByRole('textbox', { name: 'Name on the pad' }).fill('');
    await page.keyboard.type('jjj');
    await page.keyboard.press('Tab');
    await until((now) => now.settings.hotkeys.bindings[0].name === 'jjj');
    expect(on('joy')(state)).toBe(true);
  });

  test('is left as it is by Escape, and tried, deleted and brought back by buttons', async () => {
    await add('Anger');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.trigger:text-is("not assigned")');
    await page.getByRole('button', { name: 'Try: Anger' }).click();
    await until(on('anger'));
    await page.getByRole('button', { name: 'Delete: Anger' }).click();
    await until((now) => now.settings.hotkeys.bindings.length === 0);
    await page.locator('.said').getByRole('button', { name: 'Undo' }).click();
    await until((now) => now.settings.hotkeys.bindings.length === 1);
  });

  test('whose key is another one’s is asked about; nothing is lost whatever the answer', async () => {
    await other.command('hotkey.set', { binding: { id: 'a', name: '', trigger: F9, action: { do: 'muteMotion', op: 'on' } } });
    await page.waitForSelector('.trigger:text-is("F9")');
    await add('Joy');
    await page.keyboard.press('F9');
    const warning = page.getByRole('alert').filter({ hasText: 'F9 is already “Mute motion”.' });
    await warning.waitFor();
    expect([triggers(), state.settings.motion.muted]).toEqual([[F9, null], false]);
    await warning.getByRole('button', { name: 'Let it do both' }).click();
    await until(() => triggers()[1]);
    await expect.poll(() => page.locator('.shares').allTextContents()).toEqual(['also sets off “Joy”', 'also sets off “Mute motion”']);
    await page.keyboard.press('F9');
    await until((now) => on('joy')(now) && now.settings.motion.muted);
    await other.command('settings.change', { motion: { muted: false } });
    await other.command('hotkey.forget', { id: state.settings.hotkeys.bindings[1].id });
    await add('Anger');
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Move it here' }).click();
    await until(() => triggers()[1]);
    expect(triggers()).toEqual([null, F9]);
  });

  test('is a button of a gamepad', async () => {
    await page.evaluate(() => void dispatchEvent(new Event('gamepadconnected')));
    await page.waitForSelector('text=Gamepads: 1');
    await add('Joy');
    const button = (down: boolean) => page.evaluate((pressed) => void (window.padButtons[1] = pressed), down);
    await button(true);
    await page.waitForSelector('.trigger:text-is("Button B")');
    await button(false);
    expect(state.expressions.main).toBeUndefined();
    // The page has looked at it by then.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await button(true);
    await until(on('joy'));
    await button(false);
  });

  test('is a note, once the browser was asked for MIDI', async () => {
    await page.getByRole('button', { name: 'Allow MIDI' }).click();
    await page.waitForSelector('text=MIDI inputs: 1');
    await add('Joy');
    await page.evaluate(() => window.playMidi(0x90, 60, 100));
    await page.waitForSelector('.trigger:text-is("Note C4, channel 1")');
    await page.evaluate(() => window.playMidi(0x80, 60, 0));
    await page.evaluate(() => window.playMidi(0x90, 60, 100));
    await until(on('joy'));
  });

  test('does several things, one after the other', async () => {
    await add('Joy');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit: Joy' }).click();
    await page.getByRole('combobox', { name: 'Does' }).selectOption({ label: 'Steps' });
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('combobox', { name: 'Step 2' }).selectOption({ label: 'Anger' });
    await until((now) => JSON.stringify(now.settings.hotkeys.bindings[0].action).includes('anger'));
    await page.locator('.steps-of input').nth(1).fill('50');
    await page.keyboard.press('Tab');
    await until((now) => JSON.stringify(now.settings.hotkeys.bindings[0].action).includes('"delayMs":50'));
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try: 2 steps' }).click();
    await until((now) => on('joy')(now) && on('anger')(now));
  });

  test('acts in an overlay’s page too', async () => {
    await other.command('hotkey.set', {
      binding: { id: 'a', name: '', trigger: F9, action: { do: 'expression', slot: 'main', id: 'joy', op: 'on' } },
    });
    const context = await openContext();
    onTestFinished(() => context.close());
    // Its picture is of no interest here, and would only cost time.
    await context.route(/\/(avatars|analyses|models)\//, (route) => route.abort());
    const overlay = await context.newPage();
    await overlay.goto(`${relay.url}/overlay`);
    await until((now) => now.presence.main?.show === 1);
    await expect
      .poll(
        async () => {
          await overlay.keyboard.press('F9');
          return on('joy')(state);
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  });
});

test('a page of another address can neither call the interface nor make itself a token', async () => {
  const evil: Server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<title>evil</title>'));
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void evil.close());
  const context = await openContext();
  onTestFinished(() => context.close());
  const there = await context.newPage();
  await there.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  const answers = await there.evaluate(async (url) => {
    const results: string[] = [];
    for (const path of ['expressions/joy', 'avatars/kasumi', 'access/tokens', 'access/pairing']) {
      for (const mode of ['cors', 'no-cors'] as const) {
        const sent = fetch(`${url}/api/${path}`, { method: 'POST', mode, body: '{"name":"x","scope":"panel"}' });
        results.push(await sent.then(({ status, type }) => `${type} ${status}`).catch(() => 'failed'));
      }
    }
    return results;
  }, relay.url);
  // What may not be read fails or is opaque; what was asked for has not happened.
  for (const answer of answers) expect(answer).toMatch(/^(failed|opaque 0)$/);
  expect([state.devices, state.expressions.main, state.settings.live.main]).toEqual([[], undefined, 'rowan']);
});

test.skipIf(process.platform !== 'linux')('a phone is paired by the address of the QR code, presses buttons, and is removed', async () => {
  await page.click('#tab-devices');
  await page.getByText('Let devices of this network in').click();
  await page.getByRole('button', { name: /^Hotkey pad/ }).click();
  await page.getByRole('img', { name: 'QR code of the address' }).waitFor();
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  const context = await openContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  onTestFinished(() => context.close());
  const phone = await context.newPage();
  await phone.goto(new URL('/pad', address).href);
  await phone.waitForURL(/\/pair$/);
  expect(await violations(phone)).toEqual([]);
  await phone.goto(address);
  await phone.reload();
  await phone.waitForURL(/\/pad$/);
  await page.waitForSelector('.said:text("is paired.")');
  await phone.getByRole('button', { name: 'Joy', exact: true }).tap();
  await until(on('joy'));
  await phone.waitForSelector('role=button[name="Joy"][pressed=true]');
  expect(await violations(phone)).toEqual([]);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const remove = page.locator('.devices li').getByRole('button');
  await remove.click();
  await remove.click();
  await until((now) => now.devices.length === 0 && now.connected.length === 0);
  await phone.waitForURL(/\/pair$/);
  await other.command('devices.change', { change: { enabled: false } });
});

test('a token is shown once, in lines that are ready to be copied', async () => {
  await page.click('#tab-devices');
  await page.getByRole('textbox', { name: 'For' }).fill('Stream Deck');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
  const line = await page.getByRole('textbox', { name: 'An expression' }).inputValue();
  expect(line).toBe(`curl -X POST ${relay.url}/api/expressions/joy -H "Authorization: Bearer ${token}" -d '{"op":"toggle"}'`);
  await page.waitForSelector('.devices :text("Stream Deck")');
  expect(await violations(page)).toEqual([]);
  await page.click('#tab-hotkeys');
  await page.click('#tab-devices');
  expect(await page.content()).not.toContain(token);
});
