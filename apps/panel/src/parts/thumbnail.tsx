import { avatarUrl } from '@masque/config/avatar';
import type { LibraryAvatar } from '@masque/config/messages';
import { useEffect, useRef } from 'preact/hooks';

/** Pixels of a thumbnail's side: twice of what is shown, for fine screens. */
const SIDE = 192;
/** Where a picture that is higher than wide is cut: faces are in its upper part. */
const FROM_TOP = 0.15;

/** Made once for each picture, small and well: browsers scale down large pictures coarsely, and keep them whole in memory. */
const made = new Map<string, Promise<ImageBitmap>>();

/** The face of an avatar, as a square. */
export function Thumbnail({ avatar }: { avatar: LibraryAvatar }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const url = `${avatarUrl(avatar, avatar.picture)}?${avatar.revision ?? ''}`;
  useEffect(() => {
    let wanted = true;
    const bitmap = made.get(url) ?? make(url);
    made.set(url, bitmap);
    bitmap.then(
      (picture) => {
        if (wanted) canvas.current?.getContext('2d')?.drawImage(picture, 0, 0);
      },
      () => made.delete(url),
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  return <canvas key={url} ref={canvas} class="thumbnail" width={SIDE} height={SIDE} />;
}

async function make(url: string): Promise<ImageBitmap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const whole = await createImageBitmap(await response.blob());
  const side = Math.min(whole.width, whole.height);
  const [x, y] = [(whole.width - side) / 2, (whole.height - side) * FROM_TOP];
  const bitmap = await createImageBitmap(whole, x, y, side, side, { resizeWidth: SIDE, resizeHeight: SIDE, resizeQuality: 'high' });
  whole.close();
  return bitmap;
}
