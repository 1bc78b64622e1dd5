import { BUILT_IN_EXPRESSIONS, EXPRESSION_EFFECTS } from '@masque/config/expression';
import type { LibraryAvatar } from '@masque/config/messages';
import { createMotion, type Motion } from '@masque/config/motion-frame';
import { blendMotion } from '../core/motion/blend.ts';
import { createExpressionLayer } from '../core/motion/expression-layer.ts';
import { EXTREMES, motionOf } from '../core/motion/extremes.ts';
import { createPuppet } from '../core/puppet.ts';
import type { Portrait } from '../portrait/kept-portrait.ts';
import { createStage } from '../stage/create-stage.ts';
import { importPortrait, loadAvatar, type PictureSource, startPortraitClient } from './portrait.ts';

/** One contact sheet: what `npm run sheet` asks of the page. */
export interface SheetJob {
  /** A picture's URL and name, or an avatar of ours. */
  portrait: PictureSource | { avatar: LibraryAvatar };
  /** Pixels of a cell's longer side. */
  cell: number;
  columns: number;
  /** What is drawn: all that a face can do, or the built-in expressions. */
  show: 'extremes' | 'expressions';
}

export type SheetResult = { ok: true; width: number; height: number } | { ok: false; message: string };

declare global {
  interface Window {
    masqueSheet(job: SheetJob): Promise<SheetResult>;
  }
}

const PAPER = '#3a3d42';
const INK = '#f2f2f0';
const LABEL_HEIGHT = 26;

/** One picture of a sheet. */
interface Cell {
  name: string;
  motion: Motion;
  /** Strength of each of EXPRESSION_EFFECTS. */
  effects: Float32Array;
}

/** A moment, in milliseconds, at which glittering stars and running tears are well seen. */
const MOMENT = 1700;

/** The contact sheet: waits for jobs from `npm run sheet`; the picture goes to /out/sheet. */
export function startSheet(): void {
  window.masqueSheet = async (job) => {
    try {
      return await drawSheet(job);
    } catch (error) {
      return { ok: false, message: (error as Error).message };
    }
  };
}

async function drawSheet(job: SheetJob): Promise<SheetResult> {
  const { rig, pictures } = await loadPortrait(job);
  const scale = job.cell / Math.max(rig.picture.width, rig.picture.height);
  const width = Math.round(rig.picture.width * scale);
  const height = Math.round(rig.picture.height * scale);
  const stage = await createStage(document.createElement('canvas'));
  stage.resize(width, height, 1);
  const puppet = createPuppet(rig);
  stage.load(rig, pictures, puppet.deformation);

  const cells = job.show === 'extremes' ? extremeCells() : expressionCells();
  const rows = Math.ceil(cells.length / job.columns);
  const sheet = new OffscreenCanvas(job.columns * width, rows * (height + LABEL_HEIGHT));
  const context = sheet.getContext('2d');
  if (!context) throw new Error('this browser draws no 2-D canvas');
  context.fillStyle = PAPER;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.font = `${Math.round(0.58 * LABEL_HEIGHT)}px sans-serif`;
  context.textBaseline = 'middle';
  for (const [i, { name, motion, effects }] of cells.entries()) {
    const x = (i % job.columns) * width;
    const y = Math.floor(i / job.columns) * (height + LABEL_HEIGHT);
    // Rest first: the picture itself. All else is shown as a driver does it.
    puppet.pose(motion, i === 0 ? 0 : 1);
    stage.setEffects(effects);
    stage.draw(MOMENT);
    context.drawImage(stage.canvas, x, y + LABEL_HEIGHT);
    context.fillStyle = INK;
    context.fillText(name, x + 8, y + LABEL_HEIGHT / 2);
    window.masqueProgress?.({ step: 'drawing', done: i + 1, total: cells.length });
  }
  stage.destroy();
  const response = await fetch('/out/sheet', { method: 'POST', body: await sheet.convertToBlob({ type: 'image/png' }) });
  if (!response.ok) throw new Error(`the sheet could not be written: ${await response.text()}`);
  return { ok: true, width: sheet.width, height: sheet.height };
}

function extremeCells(): Cell[] {
  const { effects } = createExpressionLayer();
  return EXTREMES.map((extreme) => ({ name: extreme.name, motion: motionOf(extreme), effects }));
}

function expressionCells(): Cell[] {
  const rest = motionOf({ name: 'neutral' });
  const cells = BUILT_IN_EXPRESSIONS.map((expression) => {
    const { layer, effects, show, update } = createExpressionLayer();
    show([expression]);
    update(0);
    update(1000 * expression.fadeIn);
    return { name: expression.id, motion: blendMotion(rest, [layer], createMotion()), effects };
  });
  const effects = EXPRESSION_EFFECTS.map((name, i) => ({
    name: `effect: ${name}`,
    motion: rest,
    effects: Float32Array.from(EXPRESSION_EFFECTS, (_, k) => (k === i ? 1 : 0)),
  }));
  return [...extremeCells().slice(0, 1), ...cells, ...effects];
}

async function loadPortrait({ portrait, cell }: SheetJob): Promise<Portrait> {
  const client = startPortraitClient();
  const onStep = (step: string): void => window.masqueProgress?.({ step: `portrait: ${step}`, done: 0, total: 0 });
  try {
    if ('avatar' in portrait) {
      const { rig, pictures, finding } = await loadAvatar(portrait.avatar, client, onStep);
      return { rig: { ...rig, gains: (await finding) ?? rig.gains }, pictures };
    }
    return await importPortrait(portrait, Math.max(640, 1.5 * cell), client, onStep);
  } finally {
    client.close();
  }
}
