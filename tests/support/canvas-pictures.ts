import type { Page } from 'playwright-core';

/** What a page's canvas showed: RGBA, not premultiplied. */
export interface CanvasPicture {
  width: number;
  height: number;
  data: Uint8Array;
  /** When it was drawn, milliseconds since 1970. */
  time: number;
}

interface Taken {
  width: number;
  height: number;
  base64: string;
  time: number;
}

/** A page in which expressions can be evaluated, hideable or Playwright's. */
interface Evaluating {
  evaluate(expression: string): Promise<unknown>;
}

/**
 * Takes the next pictures that the page's canvas draws, one a repaint. A WebGL canvas can only be read in the repaint that
 * drew it, and a callback that joins late runs last in it.
 * @param width pixels to which they are scaled; the canvas's own without it
 */
export async function takePictures(page: Evaluating, count: number, width = 0): Promise<CanvasPicture[]> {
  const taken = (await page.evaluate(`(${takeInPage})(${count}, ${width})`)) as Taken[];
  return taken.map(({ base64, ...rest }) => ({ ...rest, data: new Uint8Array(Buffer.from(base64, 'base64')) }));
}

/** Runs in the page. @param scaled 0 for the canvas's own width */
function takeInPage(wanted: number, scaled: number): Promise<Taken[]> {
  return new Promise((resolve) => {
    const source = document.querySelector('canvas') as HTMLCanvasElement;
    const pictures: Taken[] = [];
    requestAnimationFrame(function take() {
      const to = new OffscreenCanvas(scaled || source.width, scaled ? Math.round((scaled * source.height) / source.width) : source.height);
      const context = to.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
      context.drawImage(source, 0, 0, to.width, to.height);
      const bytes = context.getImageData(0, 0, to.width, to.height).data;
      let text = '';
      for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
      pictures.push({ width: to.width, height: to.height, base64: btoa(text), time: performance.timeOrigin + performance.now() });
      if (pictures.length === wanted) resolve(pictures);
      else requestAnimationFrame(take);
    });
  });
}

/** What is on the screen of a page, over nothing. */
export async function takeScreen(page: Page): Promise<CanvasPicture> {
  const png = (await page.screenshot({ omitBackground: true })).toString('base64');
  const { base64, ...rest } = (await page.evaluate(`(${readInPage})('${png}')`)) as Taken;
  return { ...rest, data: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** Runs in the page. */
async function readInPage(png: string): Promise<Taken> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  const bytes = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return { width: bitmap.width, height: bitmap.height, base64: btoa(text), time: Date.now() };
}

/** A part of a picture, as shares of its sides. */
export interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const WHOLE: Part = { left: 0, top: 0, right: 1, bottom: 1 };

function* places({ width, height }: CanvasPicture, part: Part): Generator<[x: number, y: number]> {
  for (let y = Math.floor(part.top * height); y < part.bottom * height; y++)
    for (let x = Math.floor(part.left * width); x < part.right * width; x++) yield [x, y];
}

/** Mean difference of two pictures of one size, levels 0..255 of RGBA. */
export function difference(a: CanvasPicture, b: CanvasPicture, part = WHOLE): number {
  let sum = 0;
  let count = 0;
  for (const [x, y] of places(a, part)) {
    const at = 4 * (y * a.width + x);
    for (let k = 0; k < 4; k++) sum += Math.abs(a.data[at + k] - b.data[at + k]);
    count += 4;
  }
  return sum / count;
}

/** Pixels by which a part of `a` has moved sideways in `b`, found by matching. */
export function sidewaysShift(a: CanvasPicture, b: CanvasPicture, part: Part, reach: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let shift = -reach; shift <= reach; shift++) {
    let sum = 0;
    for (const [x, y] of places(a, part)) {
      const from = 4 * (y * a.width + x);
      const to = 4 * (y * a.width + Math.max(0, Math.min(a.width - 1, x + shift)));
      for (let k = 0; k < 3; k++) sum += Math.abs(a.data[from + k] - b.data[to + k]);
    }
    if (sum < least) [least, best] = [sum, shift];
  }
  return best;
}

/** Alpha of the four corners. */
export function cornerAlphas({ width, height, data }: CanvasPicture): number[] {
  return [0, width - 1, (height - 1) * width, width * height - 1].map((i) => data[4 * i + 3]);
}

/** Share of the pixels that are not transparent. */
export function coverage({ data }: CanvasPicture): number {
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
  return (4 * count) / data.length;
}
