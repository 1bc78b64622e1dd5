import type { Motion } from '@masque/config/motion-frame';
import { createPuppet, type Puppet } from '../../../apps/overlay/src/core/puppet.ts';
import { loadAvatar, startPortraitClient } from '../../../apps/overlay/src/roles/portrait.ts';
import { createStage, type Stage } from '../../../apps/overlay/src/stage/create-stage.ts';
import type { RendererChoice } from '../../../apps/overlay/src/stage/renderer-choice.ts';
import { knownMotion } from '../../support/known-motion.ts';

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
  /** Opens a stage of `width` x `height` pixels for each choice, with a shipped avatar; what draws on them. */
  open(id: string, width: number, height: number, choices: RendererChoice[]): Promise<(string | null)[]>;
  /** Draws a frame of the known motion on the first two stages and compares the pictures. */
  compare(frame: number): RendererDifference;
  /** What the n-th stage shows for a frame: a PNG in base64. */
  picture(stage: number, frame: number): string;
  /** Destroys the n-th stage's WebGPU device as a driver's reset would, waits for the next one; what draws then. */
  lose(stage: number): Promise<string | null>;
  /** From now on the browser has no such thing for anyone. */
  forbid(what: 'webgl' | 'webgpu'): void;
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
    const avatar = await (await fetch(`/avatars/${id}/avatar.json`)).json();
    const { rig, pictures } = await loadAvatar({ ...avatar, source: 'shipped' }, startPortraitClient());
    puppet = createPuppet(rig);
    for (const choice of choices) {
      const stage = await createStage(document.body.appendChild(document.createElement('canvas')), choice);
      stage.resize(width, height, 1);
      stage.load(rig, pictures, puppet.deformation);
      stages.push(stage);
    }
    return stages.map(({ renderer }) => renderer);
  },

  compare(frame) {
    const a = premultiplied(drawn(0, knownMotion(frame)));
    const b = premultiplied(drawn(1, knownMotion(frame)));
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

  picture: (stage, frame) => drawn(stage, knownMotion(frame)).toDataURL().split(',')[1],

  async lose(stage) {
    devices.at(-1)?.destroy();
    const before = stages[stage].canvas;
    while (stages[stage].canvas === before || !stages[stage].renderer) await new Promise((resolve) => setTimeout(resolve, 10));
    return stages[stage].renderer;
  },

  forbid(what) {
    if (what === 'webgpu') {
      navigator.gpu.requestAdapter = () => Promise.resolve(null);
      return;
    }
    const getContext = HTMLCanvasElement.prototype.getContext as (this: HTMLCanvasElement, kind: string, ...more: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
      return kind.includes('webgl') ? null : getContext.call(this, kind, ...more);
    } as typeof HTMLCanvasElement.prototype.getContext;
  },
};
