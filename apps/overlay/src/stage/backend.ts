import 'pixi.js/mesh';
import { DOMAdapter, type Renderer, type Shader, type TextureSource, Ticker, type UniformGroup } from 'pixi.js';

// Pixi's own clock would run beside ours, to throw away what is not drawn any more; here all that is made is destroyed by hand.
Ticker.system.autoStart = false;
Ticker.system.stop();

// Pixi works in a worker, too: the self-check of a new portrait draws there.
if (typeof document === 'undefined') {
  DOMAdapter.set({ ...DOMAdapter.get(), createCanvas: (width, height) => new OffscreenCanvas(width ?? 1, height ?? 1) });
}

/** What is drawn on; off screen, a canvas is never shown. */
export type StageCanvas = HTMLCanvasElement | OffscreenCanvas;

/** The folders of `shaders` that draw something. */
export type Effect = 'plate' | 'surround' | 'eye' | 'mouth' | 'face' | 'sticker';

/** Makes an effect's shader; `resources` go by the names that its WGSL gives them (GLSL finds uniforms by their own names). */
export type CreateShader = (effect: Effect, resources: Record<string, TextureSource | UniformGroup>) => Shader;

/** Those that every portrait needs. */
export const EFFECTS: readonly Effect[] = ['plate', 'surround', 'eye', 'mouth', 'face'];

/** What draws: Pixi on WebGL2 or on WebGPU. */
export interface Backend {
  kind: 'webgl' | 'webgpu';
  renderer: Renderer;
  createShader: CreateShader;
  destroy(): void;
}

/** Pixi's options that do not depend on what draws. */
export function rendererOptions(canvas: StageCanvas) {
  return {
    canvas,
    backgroundAlpha: 0,
    antialias: false,
    width: canvas.width,
    height: canvas.height,
    resolution: 1,
    autoDensity: true,
    // Nothing but meshes is drawn: text, filters, events and the like need not be loaded.
    skipExtensionImports: true,
  };
}
