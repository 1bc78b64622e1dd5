import deform from '@masque/shaders/deform/deform.wgsl?raw';
import eye from '@masque/shaders/eye/eye.wgsl?raw';
import face from '@masque/shaders/face/face.wgsl?raw';
import lid from '@masque/shaders/face/lid.wgsl?raw';
import mouth from '@masque/shaders/mouth/mouth.wgsl?raw';
import plate from '@masque/shaders/plate/plate.wgsl?raw';
import stage from '@masque/shaders/stage/stage.wgsl?raw';
import sticker from '@masque/shaders/sticker/sticker.wgsl?raw';
import surround from '@masque/shaders/surround/surround.wgsl?raw';
import tone from '@masque/shaders/tone/tone.wgsl?raw';
import { GpuProgram, Shader, type TextureSource, type TextureStyle, UniformGroup, WebGPURenderer } from 'pixi.js';
import { type Backend, type CreateShader, type Effect, rendererOptions, type StageCanvas } from './backend.ts';
import { fillIncludes } from './shader-source.ts';

const PARTS = { stage, deform, lid, tone };
const SOURCES: Record<Effect, string> = { plate, surround, eye, mouth, face, sticker };
/** A texture `uName` is read through the sampler `uNameSampler`. */
const SAMPLER = 'Sampler';
/** 32-bit floats are filtered by few GPUs; this texture's texels are only loaded. */
const UNFILTERED = 'uControl';

function createProgram(effect: Effect): GpuProgram {
  // Pixi reads bindings and structs with patterns that know no comments.
  const source = fillIncludes(SOURCES[effect], PARTS).replace(/\/\/.*$/gm, '');
  const program = GpuProgram.from({
    name: effect,
    vertex: { source, entryPoint: 'mainVertex' },
    fragment: { source, entryPoint: 'mainFragment' },
  });
  for (const { name, group, binding } of program.structsAndGroups.groups) {
    const texture = program.gpuLayout[group].find((entry) => entry.binding === binding)?.texture;
    if (name === UNFILTERED && texture) texture.sampleType = 'unfilterable-float';
  }
  return program;
}

const createShader: CreateShader = (effect, resources) => {
  const gpuProgram = createProgram(effect);
  const { groups, structs } = gpuProgram.structsAndGroups;
  const bound: Record<string, TextureSource | TextureStyle | UniformGroup> = { ...resources };
  for (const { name, type } of groups) {
    const resource = resources[name.endsWith(SAMPLER) ? name.slice(0, -SAMPLER.length) : name];
    if (!resource) throw new Error(`the shader '${effect}' is given no '${name}'`);
    if (!(resource instanceof UniformGroup)) {
      if (name.endsWith(SAMPLER)) bound[name] = resource.style;
      continue;
    }
    const given = Object.keys(resource.uniformStructures).join(', ');
    const wanted = Object.keys(structs.find((struct) => struct.name === type)?.members ?? {}).join(', ');
    // Pixi packs a group in its own order: another one in the shader would be read as garbage.
    if (given !== wanted) throw new Error(`the shader '${effect}' declares ${type} { ${wanted} } but is given ${given}`);
  }
  return new Shader({ gpuProgram, resources: bound });
};

/**
 * Opens WebGPU on an adapter; `canvas` is untouched if that fails.
 * @param onLost the device is gone (a driver's reset, a GPU taken out) and a new backend must be opened
 * @throws when the adapter gives no device
 */
export async function openWebgpu(canvas: StageCanvas, adapter: GPUAdapter, onLost: () => void): Promise<Backend> {
  const device = await adapter.requestDevice();
  const renderer = new WebGPURenderer();
  await renderer.init({ ...rendererOptions(canvas), depth: true, gpu: { adapter, device } });
  // Pixi's own choice costs a copy of every frame where the browser prefers the other.
  renderer.view.texture.source.format = navigator.gpu.getPreferredCanvasFormat() as 'bgra8unorm' | 'rgba8unorm';
  void device.lost.then(onLost);
  return {
    kind: 'webgpu',
    renderer,
    createShader,
    destroy() {
      renderer.destroy();
      device.destroy();
    },
  };
}
