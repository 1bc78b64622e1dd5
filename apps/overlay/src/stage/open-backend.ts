import type { Backend } from './backend.ts';
import type { RendererChoice } from './renderer-choice.ts';
import { openWebgl } from './webgl-backend.ts';

/**
 * @param onLost called when the backend can draw no more and another has to be opened; WebGL2 restores itself
 * @throws Error with one line for the user when the browser gives neither WebGPU (where wanted) nor WebGL2
 */
export async function openBackend(canvas: HTMLCanvasElement, choice: RendererChoice, onLost: () => void): Promise<Backend> {
  if (choice === 'webgpu') {
    const adapter = await findAdapter();
    if (adapter) {
      try {
        return await (await import('./webgpu-backend.ts')).openWebgpu(canvas, adapter, onLost);
      } catch (error) {
        console.warn(`WebGPU could not be started, so WebGL2 draws: ${(error as Error).message}`);
      }
    } else {
      console.warn('This browser gives no WebGPU adapter, so WebGL2 draws.');
    }
  }
  return openWebgl(canvas);
}

async function findAdapter(): Promise<GPUAdapter | null> {
  return (await navigator.gpu?.requestAdapter()) ?? null;
}
