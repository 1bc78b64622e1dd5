import type { Backend, StageCanvas } from './backend.ts';
import type { RendererChoice } from './renderer-choice.ts';
import { openWebgl } from './webgl-backend.ts';

/**
 * Opens what draws. WebGPU is better nowhere that was measured (docs/renderers.md): the same picture in the same GPU time,
 * for more script a frame and a later first picture. So `auto` takes it only where there is no WebGL2.
 * @param onLost called when the backend can draw no more and another has to be opened; WebGL2 restores itself
 * @throws Error with one line for the user when the browser has nothing to draw with
 */
export async function openBackend(canvas: StageCanvas, choice: RendererChoice, onLost: () => void): Promise<Backend> {
  if (choice === 'webgpu') {
    const backend = await tryWebgpu(canvas, onLost);
    if (backend) return backend;
    console.warn('WebGPU cannot draw here, so WebGL2 does.');
  }
  try {
    return await openWebgl(canvas);
  } catch (error) {
    const backend = choice === 'auto' && (await tryWebgpu(canvas, onLost));
    if (backend) return backend;
    throw error;
  }
}

/** Its code is loaded only here. */
async function tryWebgpu(canvas: StageCanvas, onLost: () => void): Promise<Backend | null> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return null;
  try {
    return await (await import('./webgpu-backend.ts')).openWebgpu(canvas, adapter, onLost);
  } catch (error) {
    console.warn(`WebGPU could not be started: ${(error as Error).message}`);
    return null;
  }
}
