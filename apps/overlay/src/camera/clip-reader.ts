import type { FramePlanOptions } from './constant-rate.ts';
import { openAnimation, openPictures } from './picture-clip.ts';
import { openVideo } from './video-clip.ts';

/** One frame of a clip. */
export interface ClipFrame {
  index: number;
  /** Seconds from the clip's first frame. */
  time: number;
  /** RGBA, not premultiplied. Overwritten by the next frame: copy what is kept. */
  image: ImageData;
}

/** A clip at a constant frame rate. */
export interface Clip {
  /** Pixels as shown: turned and with square pixels. */
  width: number;
  height: number;
  fps: number;
  frameCount: number;
  /** All frames from the first on, in order, each once. May be called again. */
  frames(): AsyncGenerator<ClipFrame>;
  close(): void;
}

/** Rate and length; the rate defaults to the clip's own, and 25 for a list of pictures. */
export type ClipOptions = FramePlanOptions;

/**
 * Opens a video (mp4, mov, webm, mkv), an animated picture (gif, webp, png, avif), a picture, or a list of pictures in
 * order. Rejects with a message for the user where it is none of these.
 * @param name what messages call it
 */
export async function openClip(source: Blob | readonly Blob[], name: string, options: ClipOptions = {}): Promise<Clip> {
  if (!(source instanceof Blob)) return openPictures(source, name, options);
  if (source.size === 0) throw new Error(`${name} is empty.`);
  const type = pictureType(new Uint8Array(await source.slice(0, 16).arrayBuffer()));
  return type ? openAnimation(source, type, name, options) : openVideo(source, name, options);
}

/** Media type of a picture by its first bytes; null for anything else. */
function pictureType(head: Uint8Array): string | null {
  const text = String.fromCharCode(...head);
  if (text.startsWith('GIF8')) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('\x89PNG')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^....ftypavi[fs]/s.test(text)) return 'image/avif';
  return null;
}
