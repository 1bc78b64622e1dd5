import { avatarUrl } from '@masque/config/avatar';
import type { LibraryAvatar } from '@masque/config/messages';
import { useEffect, useRef } from 'preact/hooks';

/** Pixels of the side that is kept: enough for what is shown on fine screens. */
const SIDE = 256;
/** Where a picture that is higher than wide is cut: faces are in its upper part. */
const FROM_TOP = 0.15;

/** Made once for each picture, small and well: browsers scale down large pictures coarsely, and keep them whole in memory. */
const made = new Map<string, Promise<CanvasImageSource>>();

/** The face of an avatar, as a square. */
export function Thumbnail({ avatar }: { avatar: LibraryAvatar }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const url = `${avatarUrl(avatar, avatar.picture)}?${avatar.revision ?? ''}`;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const picture = made.get(url) ?? make(url);
    made.set(url, picture);
    let ready: CanvasImageSource | null = null;
    const draw = (): void => {
      if (!ready) return;
      // In the screen's own pixels: whatever the page scales is scaled badly.
      const side = Math.max(1, Math.round(element.clientWidth * devicePixelRatio));
      element.width = element.height = side;
      drawWell(element, ready, side, side);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    picture.then(
      (source) => {
        ready = source;
        draw();
      },
      () => made.delete(url),
    );
    return () => {
      ready = null;
      observer.disconnect();
    };
  }, [url]);
  return <canvas key={url} ref={canvas} class="thumbnail" />;
}

async function make(url: string): Promise<CanvasImageSource> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const whole = await createImageBitmap(await response.blob());
  let side = Math.min(whole.width, whole.height);
  let source: CanvasImageSource = await createImageBitmap(whole, (whole.width - side) / 2, (whole.height - side) * FROM_TOP, side, side);
  whole.close();
  // By halves, so that every pixel counts.
  while (side > SIDE) {
    side = Math.max(SIDE, Math.ceil(side / 2));
    const half = new OffscreenCanvas(side, side);
    drawWell(half, source, side, side);
    source = half;
  }
  return source;
}

function drawWell(to: HTMLCanvasElement | OffscreenCanvas, source: CanvasImageSource, width: number, height: number): void {
  const context = to.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
}
