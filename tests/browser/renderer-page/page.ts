import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { EXPRESSION_EFFECTS } from '@masque/config/expression';
import type { Motion } from '@masque/config/motion-frame';
import { createPuppet, type Puppet } from '../../../apps/overlay/src/core/puppet.ts';
import type { Portrait } from '../../../apps/overlay/src/portrait/kept-portrait.ts';
import { createStage, type Stage } from '../../../apps/overlay/src/stage/create-stage.ts';
import type { RendererChoice } from '../../../apps/overlay/src/stage/renderer-choice.ts';
import { knownMotion } from '../../support/known-motion.ts';
import { openPortrait } from '../../support/open-portrait.ts';

/** How two drawings of one pose differ, in levels 0..255 of premultiplied RGBA. */
export interface RendererDifference {
  mean: number;
  /** Share of the channels that differ by more than 8 levels. */
  far: number;
  most: number;
  /** Share of the pixels that are not transparent. */
  covered: number;
}

/** What the tests call in the page; everything crosses as plain JSON. */
export interface RendererPage {
  /** Opens a stage of `width` x `height` pixels for each choice, with a shipped avatar, instead of those before; what draws on them. */
  open(id: string, width: number, height: number, choices: RendererChoice[]): Promise<(string | null)[]>;
  /**
   * Draws a frame of the known motion, with more blendshapes and all that is drawn on top of a face as strong as `effects`, on the
   * first two stages and compares the pictures.
   */
  compare(frame: number, shapes?: Partial<Record<Blendshape, number>>, effects?: number): RendererDifference;
  /** Destroys the n-th stage's WebGPU device as a driver's reset would, waits for the next one; what draws then. */
  lose(stage: number): Promise<string | null>;
  /** From now on the browser has nothing of that kind, and all others. */
  forbid(what: ('webgl' | 'webgpu')[]): void;
}

declare global {
  interface Window {
    rendererPage: RendererPage;
  }
}

const devices: GPUDevice[] = [];
const requestDevice = GPUAdapter.prototype.requestDevice;
GPUAdapter.prototype.requestDevice = async function (descriptor) {
  const device = await requestDevice.call(this, descriptor);
  devices.push(device);
  return device;
};

let forbidden: string[] = [];
const requestAdapter = GPU.prototype.requestAdapter;
GPU.prototype.requestAdapter = async function (options) {
  return forbidden.includes('webgpu') ? null : requestAdapter.call(this, options);
};
const getContext = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...more: unknown[]) => unknown;
HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
  return forbidden.some((name) => name !== 'webgpu' && kind.startsWith(name)) ? null : getContext.call(this, kind, ...more);
} as typeof HTMLCanvasElement.prototype.getContext;

const portraits = new Map<string, Portrait>();
const stages: Stage[] = [];
let puppet: Puppet | null = null;

function drawn(stage: number, motion: Motion): HTMLCanvasElement {
  puppet?.pose(motion);
  stages[stage].draw();
  return stages[stage].canvas;
}

function premultiplied(canvas: HTMLCanvasElement): Float32Array {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Float32Array.from(data, (value, i) => (i % 4 === 3 ? value : (value * data[i | 3]) / 255));
}

window.rendererPage = {
  async open(id, width, height, choices) {
    for (const { canvas, destroy } of stages.splice(0)) {
      destroy();
      canvas.remove();
    }
    if (!portraits.has(id)) portraits.set(id, await openPortrait(id));
    const { rig, pictures } = portraits.get(id) as Portrait;
    puppet = createPuppet(rig);
    for (const choice of choices) {
      const stage = await createStage(document.body.appendChild(document.createElement('canvas')), choice);
      stage.resize(width, height, 1);
      stage.load(rig, pictures, puppet.deformation);
      stages.push(stage);
    }
    return stages.map(({ renderer }) => renderer);
  },

  compare(frame, shapes = {}, effects = 0) {
    for (const stage of stages) stage.setEffects(new Float32Array(EXPRESSION_EFFECTS.length).fill(effects));
    const motion = knownMotion(frame);
    for (const [name, value] of Object.entries(shapes)) motion.blendshapes[BLENDSHAPE_INDEX[name as Blendshape]] = value;
    const a = premultiplied(drawn(0, motion));
    const b = premultiplied(drawn(1, motion));
    const difference = { mean: 0, far: 0, most: 0, covered: 0 };
    for (let i = 0; i < a.length; i++) {
      const apart = Math.abs(a[i] - b[i]);
      difference.mean += apart / a.length;
      if (apart > 8) difference.far += 1 / a.length;
      difference.most = Math.max(difference.most, apart);
      if (i % 4 === 3 && a[i] > 0) difference.covered += 4 / a.length;
    }
    return difference;
  },

  async lose(stage) {
    devices.at(-1)?.destroy();
    const before = stages[stage].canvas;
    while (stages[stage].canvas === before || !stages[stage].renderer) await new Promise((resolve) => setTimeout(resolve, 10));
    return stages[stage].renderer;
  },

  forbid(what) {
    forbidden = what;
  },
};
