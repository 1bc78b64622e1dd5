import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openAvatarPage } from '../support/avatar-page.ts';
import { measureHiddenRate } from '../support/hidden-rate.ts';
import { measureActions } from './actions.ts';
import { type Figure, formatFigure, single, summarise } from './figures.ts';
import { measureLatency, measureOverlay } from './overlay.ts';
import { measurePanel } from './panel.ts';
import { measureRelay } from './relay.ts';
import { measureVoice } from './voice.ts';

const { values } = parseArgs({ options: { json: { type: 'string' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
const clip = path.join(folder, 'known.mjpeg');
const load = (): string =>
  loadavg()
    .map((n) => n.toFixed(1))
    .join(' ');
const figures: Figure[] = [];
const add = (more: Figure[]): void => {
  figures.push(...more);
  for (const figure of more) console.log(formatFigure(figure));
};

/** The tracker's stages on our avatar at 640 x 480, and a clip of it at 640 x 360 for the camera. */
async function measureTracker(): Promise<string> {
  const avatar = await openAvatarPage();
  try {
    await avatar.call('show', 'rowan', 420, 490);
    const { detect, crop, landmarks } = await avatar.call('timeTracker', 640, 480, 90);
    const whole = landmarks.map((ms, i) => ms + crop[i]);
    for (const [name, samples] of Object.entries({ 'detector (with its crop)': detect, crop, landmarks, 'crop + landmarks': whole }))
      add([summarise(`tracker, ${name}`, 'ms', samples, ['min', 'p10', 'median'])]);
    const film = await avatar.call('film', 640, 360);
    writeFileSync(clip, Buffer.concat(film.map((base64) => Buffer.from(base64, 'base64'))));
    return avatar.page.context().browser()?.version() ?? '';
  } finally {
    await avatar.close();
  }
}

/** What the relay gets from the tracker's tab, in front and hidden. */
async function measureHiddenTab(): Promise<Figure[]> {
  const { front, hidden } = await measureHiddenRate(clip);
  return [
    single('motion frames a second, tracker tab in front', 'Hz', front.motion),
    single('  the same, its tab hidden behind another', 'Hz', hidden.motion),
  ];
}

const machine = { processor: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version, loadBefore: load() };
console.log(`${machine.cores} x ${machine.processor}, Node ${machine.node}, load average ${machine.loadBefore}; WebGL in software`);
try {
  const browser = await measureTracker();
  add(await measureOverlay());
  add(await measureLatency(clip));
  add(await measureHiddenTab());
  add(await measurePanel());
  add(await measureVoice());
  add(await measureActions());
  add(await measureRelay());
  const loadAfter = load();
  console.log(`Chromium ${browser}, load average at the end ${loadAfter}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: { ...machine, browser, loadAfter }, figures }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
