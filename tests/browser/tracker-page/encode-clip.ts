import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, WebMOutputFormat } from 'mediabunny';

/** Encodes plain grey frames of 64 x 48 pixels with VP9. @param times seconds at which they begin, rising */
export async function encodeClip(container: 'mp4' | 'webm', greys: number[], times: number[]): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 48);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const target = new BufferTarget();
  const output = new Output({ format: container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec: 'vp9', bitrate: 1e6, keyFrameInterval: 0.4 });
  output.addVideoTrack(source);
  await output.start();
  for (const [i, grey] of greys.entries()) {
    context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
    context.fillRect(0, 0, 64, 48);
    await source.add(times[i], (times[i + 1] ?? times[i] + 1 / 30) - times[i]);
  }
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)]);
}
