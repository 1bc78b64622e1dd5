import type { Clip, ClipOptions } from './clip-reader.ts';
import { DEFAULT_FPS, planFrames } from './constant-rate.ts';
import { createFramePixels } from './frame-pixels.ts';

/** Opens a picture by the browser's own decoder: an animation is a clip, a still picture one frame. */
export async function openAnimation(source: Blob, type: string, name: string, options: ClipOptions): Promise<Clip> {
  const decoder = await openDecoder(source, type, name);
  const { times, end, width, height } = await scan(decoder, name);
  const { fps, sources } = planFrames(times, end, options);
  const pixels = createFramePixels(width, height);
  return {
    width,
    height,
    fps,
    frameCount: sources.length,
    async *frames() {
      for (let index = 0; index < sources.length; index++) {
        const { image: frame } = await decode(decoder, sources[index], name);
        const image = await pixels.read({ draw: (context) => context.drawImage(frame, 0, 0, width, height), plain: frame });
        frame.close();
        yield { index, time: index / fps, image };
      }
    },
    close: () => decoder.close(),
  };
}

/** Opens a list of pictures of one size as a clip, in the list's order. */
export async function openPictures(pictures: readonly Blob[], name: string, options: ClipOptions): Promise<Clip> {
  if (pictures.length === 0) throw new Error(`${name} holds no pictures (png, jpg or webp).`);
  const rate = options.fps ?? DEFAULT_FPS;
  const { sources } = planFrames(
    pictures.map((_, i) => i / rate),
    pictures.length / rate,
    { ...options, fps: rate },
  );
  const first = await openBitmap(pictures[0], name, 0);
  const { width, height } = first;
  first.close();
  const pixels = createFramePixels(width, height);
  return {
    width,
    height,
    fps: rate,
    frameCount: sources.length,
    async *frames() {
      for (let index = 0; index < sources.length; index++) {
        const bitmap = await openBitmap(pictures[sources[index]], name, index);
        const image = await pixels.read({ draw: (context) => context.drawImage(bitmap, 0, 0), plain: null });
        const same = bitmap.width === width && bitmap.height === height;
        bitmap.close();
        if (!same)
          throw new Error(`${name}: picture ${index + 1} is not as large as the first. A folder of frames needs frames of one size.`);
        yield { index, time: index / rate, image };
      }
    },
    close: () => undefined,
  };
}

async function openBitmap(picture: Blob, name: string, index: number): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture);
  } catch (cause) {
    throw new Error(`${name}: picture ${index + 1} cannot be read. Use png, jpg or webp files.`, { cause });
  }
}

async function openDecoder(source: Blob, type: string, name: string): Promise<ImageDecoder> {
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(type))) {
    throw new Error(`${name}: this browser cannot decode ${type} frame by frame. Use a current Chrome or Edge, or convert it to mp4.`);
  }
  const decoder = new ImageDecoder({ data: await source.arrayBuffer(), type });
  try {
    await decoder.tracks.ready;
    await decoder.completed;
    return decoder;
  } catch (cause) {
    decoder.close();
    throw damaged(name, cause);
  }
}

async function decode(decoder: ImageDecoder, frameIndex: number, name: string): Promise<ImageDecodeResult> {
  try {
    return await decoder.decode({ frameIndex, completeFramesOnly: true });
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(name: string, cause: unknown): Error {
  return new Error(`${name} is damaged: the browser cannot decode it.`, { cause });
}

/** Decodes every frame once for its time (seconds); frame times are in no header. */
async function scan(decoder: ImageDecoder, name: string): Promise<{ times: number[]; end: number; width: number; height: number }> {
  const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
  if (count === 0) throw damaged(name, null);
  const times: number[] = [];
  let time = 0;
  let width = 0;
  let height = 0;
  for (let i = 0; i < count; i++) {
    const { image } = await decode(decoder, i, name);
    times.push(time);
    time += (image.duration ?? 0) / 1e6;
    width = image.displayWidth;
    height = image.displayHeight;
    image.close();
  }
  return { times, end: time, width, height };
}
