import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_VERY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';

/** Takes the drawn frames to where `npm run animate` writes them. */
export interface FrameSink {
  /** Takes what the canvas shows now; call it in the task that drew it. */
  add(index: number): Promise<void>;
  finish(): Promise<void>;
}

/**
 * @param kind numbered PNG pictures, or one clip in an encoder
 * @throws Error with one line for the user when the browser has no encoder for the kind
 */
export async function createFrameSink(kind: 'folder' | 'webm' | 'mp4', canvas: HTMLCanvasElement, fps: number): Promise<FrameSink> {
  return kind === 'folder' ? pictureSink(canvas) : clipSink(kind, canvas, fps);
}

function pictureSink(canvas: HTMLCanvasElement): FrameSink {
  return {
    async add(index) {
      const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (!png) throw new Error('the browser could not encode a frame as PNG');
      await post(`${String(index + 1).padStart(5, '0')}.png`, png);
    },
    async finish() {},
  };
}

async function clipSink(kind: 'webm' | 'mp4', canvas: HTMLCanvasElement, fps: number): Promise<FrameSink> {
  const format = kind === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat();
  const wanted = kind === 'webm' ? (['vp9', 'vp8', 'av1'] as const) : (['avc', 'hevc', 'vp9', 'av1'] as const);
  const codec = await getFirstEncodableVideoCodec([...wanted], { width: canvas.width, height: canvas.height });
  if (!codec) throw new Error(`this browser cannot encode .${kind}: write a folder of PNG frames instead`);
  const output = new Output({ format, target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_VERY_HIGH, alpha: kind === 'webm' ? 'keep' : 'discard' });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  return {
    add: (index) => source.add(index / fps, 1 / fps),
    async finish() {
      await output.finalize();
      await post('clip', new Blob([output.target.buffer as ArrayBuffer]));
    },
  };
}

async function post(name: string, body: Blob): Promise<void> {
  const response = await fetch(`/out/${name}`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
}
