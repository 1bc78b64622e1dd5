import { Container, WebGLRenderer } from 'pixi.js';
import type { Picture } from '../core/rig/picture.ts';
import type { Rig } from '../core/rig/rig.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import { createPortraitLayers, type PortraitLayers } from './portrait-layers.ts';
import { type Placement, setHead, setStage } from './stage-uniforms.ts';

/** The pictures that a rig is drawn with. */
export interface PortraitPictures {
  /** The moving layer, premultiplied alpha, of the rig's size. */
  foreground: Picture;
  /** What stands still behind it, or null for a cut-out. */
  plate: Picture | null;
}

/** Milliseconds of script that drawing each layer took in the last frame. */
export interface LayerTimes {
  base: number;
  detail: number;
  effects: number;
}

export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly times: LayerTimes;
  /** Takes a portrait; `deformation` is what its deformer writes into, and is read at every draw. */
  load(rig: Rig, pictures: PortraitPictures, deformation: Deformation): void;
  resize(width: number, height: number, resolution: number): void;
  /** Draws one frame; nothing before a rig is loaded. */
  draw(): void;
  destroy(): void;
}

/**
 * A transparent WebGL2 stage that draws a portrait in three steps: base (background and surround), detail (the face),
 * effects.
 * @throws when the browser gives no WebGL2 context
 */
export async function createStage(canvas: HTMLCanvasElement): Promise<Stage> {
  const renderer = new WebGLRenderer();
  await renderer.init({
    canvas,
    preferWebGLVersion: 2,
    backgroundAlpha: 0,
    antialias: false,
    width: canvas.width,
    height: canvas.height,
    resolution: 1,
    autoDensity: true,
  });
  if (renderer.context.webGLVersion !== 2) {
    throw new Error('This browser gives no WebGL2. Turn hardware acceleration on, or use a current Chrome, Edge or OBS.');
  }
  const effects = new Container();
  const times: LayerTimes = { base: 0, detail: 0, effects: 0 };
  let layers: PortraitLayers | null = null;
  let shown: { rig: Rig; deformation: Deformation } | null = null;

  function load(next: Rig, pictures: PortraitPictures, deformation: Deformation): void {
    layers?.destroy();
    shown = { rig: next, deformation };
    layers = createPortraitLayers(next, pictures, deformation);
  }

  function resize(width: number, height: number, resolution: number): void {
    renderer.resize(width, height, resolution);
  }

  function draw(): void {
    if (!layers || !shown) return;
    const { rig, deformation } = shown;
    const { width, height } = renderer.view.canvas as HTMLCanvasElement;
    setHead(layers.uniforms, deformation.head);
    setStage(layers.uniforms, contain(rig.picture, width, height), width, height);
    layers.update();
    const start = performance.now();
    renderer.render({ container: layers.base, clear: true, clearColor: [0, 0, 0, 0] });
    const afterBase = performance.now();
    renderer.render({ container: layers.detail, clear: false });
    const afterDetail = performance.now();
    if (effects.children.length > 0) renderer.render({ container: effects, clear: false });
    times.base = afterBase - start;
    times.detail = afterDetail - afterBase;
    times.effects = performance.now() - afterDetail;
  }

  function destroy(): void {
    layers?.destroy();
    renderer.destroy();
  }

  return { canvas, times, load, resize, draw, destroy };
}

/** The whole picture, as large as fits, standing on the bottom edge. */
function contain(picture: Picture, width: number, height: number): Placement {
  const scale = Math.min(width / picture.width, height / picture.height);
  return { a: scale, b: 0, c: 0, d: scale, x: (width - picture.width * scale) / 2, y: height - picture.height * scale };
}
