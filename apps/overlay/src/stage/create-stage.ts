import { EXPRESSION_EFFECTS } from '@masque/config/expression';
import { DEFAULT_EFFECTS, DEFAULT_PLACEMENT, type Effects, type Placement } from '@masque/config/look';
import type { Rig } from '../core/rig/rig.ts';
import type { Deformation } from '../core/warp/deformer.ts';
import type { Backend, StageCanvas } from './backend.ts';
import { openBackend } from './open-backend.ts';
import { place } from './place.ts';
import { createPortraitLayers, type PortraitLayers } from './portrait-layers.ts';
import type { RendererChoice } from './renderer-choice.ts';
import { shadowFilter } from './shadow-filter.ts';
import { setHead, setStage, setTone } from './stage-uniforms.ts';

/** The pictures that a rig is drawn with. */
export interface PortraitPictures {
  /** The moving layer, premultiplied alpha, of the rig's size. */
  foreground: ImageBitmap;
  /** What stands still behind it, or null for a cut-out. */
  plate: ImageBitmap | null;
}

/** Milliseconds of script that drawing each layer took in the last frame. */
export interface LayerTimes {
  base: number;
  detail: number;
  effects: number;
}

/** How a portrait is shown. */
export interface StageLook {
  placement: Placement;
  /** Whether the picture's own background is drawn. */
  background: boolean;
  /** Fades in and out. */
  visible: boolean;
  effects: Effects;
}

export interface Stage<C extends StageCanvas = HTMLCanvasElement> {
  /** Another element, in the first one's place, after a lost WebGPU device. */
  readonly canvas: C;
  /** What draws; null while a lost WebGPU device is being replaced. */
  readonly renderer: Backend['kind'] | null;
  readonly times: LayerTimes;
  /** Takes a portrait; `deformation` is what its deformer writes into, and is read at every draw. */
  load(rig: Rig, pictures: PortraitPictures, deformation: Deformation): void;
  /** Hands a portrait to the GPU, so that it can be drawn at once when it is loaded later; the present picture stays. */
  prepare(rig: Rig, pictures: PortraitPictures, deformation: Deformation): void;
  setLook(look: StageLook): void;
  resize(width: number, height: number, resolution: number): void;
  /** Strength of each of EXPRESSION_EFFECTS, 0..1; the array is read at every draw. */
  setEffects(effects: Float32Array): void;
  /**
   * Draws one frame; nothing before a rig is loaded.
   * @param time milliseconds, for what moves by itself
   */
  draw(time?: number): void;
  destroy(): void;
}

const BLUSH = EXPRESSION_EFFECTS.indexOf('blush');
/** A device that is lost more often than this is not asked again: WebGL2 draws from then on. */
const MOST_LOSSES = 2;
/** Portraits that the GPU holds. */
const MOST_BUILT = 4;

/**
 * A transparent stage that draws a portrait in three steps: base (background and surround), detail (the face), effects.
 * A lost WebGL2 context is restored, a lost WebGPU device replaced, with the same picture.
 * @throws Error with one line for the user when the browser has nothing to draw with
 */
export async function createStage<C extends StageCanvas>(canvas: C, choice: RendererChoice = 'auto'): Promise<Stage<C>> {
  const times: LayerTimes = { base: 0, detail: 0, effects: 0 };
  let size = { width: canvas.width, height: canvas.height, resolution: 1 };
  let layers: PortraitLayers | null = null;
  /** The layers of each portrait, by what moves it; the one loaded last is at the end. */
  const built = new Map<Deformation, PortraitLayers>();
  let shown: { rig: Rig; pictures: PortraitPictures; deformation: Deformation } | null = null;
  let look: StageLook = { placement: DEFAULT_PLACEMENT, background: true, visible: true, effects: DEFAULT_EFFECTS };
  let effects: Float32Array = new Float32Array(EXPRESSION_EFFECTS.length);
  let losses = 0;
  let closed = false;
  let element = canvas;
  let backend: Backend | null = await open();

  function open(): Promise<Backend> {
    return openBackend(element, losses > MOST_LOSSES ? 'webgl' : choice, () => void replace());
  }

  async function replace(): Promise<void> {
    if (closed || element instanceof OffscreenCanvas) return;
    losses++;
    close();
    // A canvas keeps the kind of its first context for ever.
    const fresh = element.cloneNode() as C & HTMLCanvasElement;
    element.replaceWith(fresh);
    element = fresh;
    backend = await open();
    resize(size.width, size.height, size.resolution);
    build();
  }

  function build(): void {
    layers = shown && backend && layersOf(backend, shown.rig, shown.pictures, shown.deformation);
  }

  function layersOf({ createShader }: Backend, rig: Rig, pictures: PortraitPictures, deformation: Deformation): PortraitLayers {
    const made = built.get(deformation) ?? createPortraitLayers(rig, pictures, deformation, createShader);
    built.delete(deformation);
    built.set(deformation, made);
    for (const [oldest, old] of built) {
      if (built.size <= MOST_BUILT) break;
      old.destroy();
      built.delete(oldest);
    }
    return made;
  }

  function prepare(rig: Rig, pictures: PortraitPictures, deformation: Deformation): void {
    if (!backend || built.has(deformation)) return;
    const { renderer } = backend;
    const ahead = layersOf(backend, rig, pictures, deformation);
    build();
    // The GPU takes textures and meshes when they are drawn; what is shown is then drawn over them, before anybody sees it.
    renderer.render({ container: ahead.base, clear: true, clearColor: [0, 0, 0, 0] });
    renderer.render({ container: ahead.detail, clear: false });
    draw();
  }

  function close(): void {
    for (const made of built.values()) made.destroy();
    built.clear();
    layers = null;
    backend?.destroy();
    backend = null;
  }

  function load(rig: Rig, pictures: PortraitPictures, deformation: Deformation): void {
    shown = { rig, pictures, deformation };
    build();
  }

  function resize(width: number, height: number, resolution: number): void {
    size = { width, height, resolution };
    backend?.renderer.resize(width, height, resolution);
  }

  function draw(time = 0): void {
    if (!backend || !layers || !shown) return;
    const { rig, deformation } = shown;
    const { renderer } = backend;
    const { width, height } = element;
    setHead(layers.uniforms, deformation.head);
    setTone(layers.uniforms, rig, deformation, look.effects, effects[BLUSH]);
    setStage(layers.uniforms, place(rig.picture, look.placement, width, height), width, height);
    if (layers.plate) layers.plate.visible = look.background;
    layers.update();
    const start = performance.now();
    renderer.render({ container: layers.base, clear: true, clearColor: [0, 0, 0, 0] });
    const afterBase = performance.now();
    renderer.render({ container: layers.detail, clear: false });
    const afterDetail = performance.now();
    const stickers = layers.stickers(effects, time);
    if (stickers) renderer.render({ container: stickers, clear: false });
    times.base = afterBase - start;
    times.detail = afterDetail - afterBase;
    times.effects = performance.now() - afterDetail;
  }

  function destroy(): void {
    closed = true;
    close();
  }

  return {
    get canvas() {
      return element;
    },
    get renderer() {
      return backend?.kind ?? null;
    },
    times,
    load,
    prepare,
    setLook(next) {
      look = next;
      if (element instanceof OffscreenCanvas) return;
      Object.assign(element.style, {
        transform: look.placement.flip ? 'scaleX(-1)' : '',
        filter: shadowFilter(look.effects.shadow),
        transition: 'opacity 0.2s',
        opacity: look.visible ? '1' : '0',
      });
    },
    setEffects: (next) => void (effects = next),
    resize,
    draw,
    destroy,
  };
}
