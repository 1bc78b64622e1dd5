import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, type InputVideoTrack, type VideoSample, VideoSampleSink } from 'mediabunny';
import type { Clip, ClipOptions } from './clip-reader.ts';
import { planFrames } from './constant-rate.ts';
import { createFramePixels, type FramePixels } from './frame-pixels.ts';

/** Opens a video file. Rejects with a message for the user where it holds no video that this browser can decode. */
export async function openVideo(source: Blob, name: string, options: ClipOptions): Promise<Clip> {
  const input = new Input({ source: new BlobSource(source), formats: ALL_FORMATS });
  try {
    return await openTrack(input, await findTrack(input, name), name, options);
  } catch (error) {
    input.dispose();
    throw error;
  }
}

async function findTrack(input: Input, name: string): Promise<InputVideoTrack> {
  if (!(await input.canRead())) throw new Error(`${name} is not a picture or clip. Use an mp4, mov, webm, gif, webp, png or jpg file.`);
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error(`${name} holds no video.`);
  if (!(await track.canDecode())) {
    const codec = (await track.getCodecParameterString()) ?? 'an unknown codec';
    throw new Error(`${name} is coded as ${codec}, which this browser cannot decode. Convert it to H.264, VP9 or AV1.`);
  }
  return track;
}

async function openTrack(input: Input, track: InputVideoTrack, name: string, options: ClipOptions): Promise<Clip> {
  const { times, end } = await frameTimes(track);
  if (times.length === 0) throw new Error(`${name} holds no frames.`);
  const { fps, sources } = planFrames(times, end, options);
  const width = await track.getDisplayWidth();
  const height = await track.getDisplayHeight();
  const pixels = createFramePixels(width, height);
  return {
    width,
    height,
    fps,
    frameCount: sources.length,
    async *frames() {
      let decoded = 0;
      let index = 0;
      for await (const sample of new VideoSampleSink(track).samples(times[0])) {
        const image = sources[index] === decoded ? await readSample(sample, pixels, width, height) : null;
        sample.close();
        for (; image && sources[index] === decoded; index++) yield { index, time: index / fps, image };
        decoded++;
        if (index === sources.length) return;
      }
      throw new Error(`${name} is damaged: only ${decoded} of ${times.length} frames could be decoded.`);
    },
    close: () => input.dispose(),
  };
}

async function readSample(sample: VideoSample, pixels: FramePixels, width: number, height: number): Promise<ImageData> {
  const frame = sample.rotation === 0 && !sample.flip ? sample.toVideoFrame() : null;
  try {
    return await pixels.read({ draw: (context) => sample.draw(context, 0, 0, width, height), plain: frame });
  } finally {
    frame?.close();
  }
}

/** Start times (seconds, rising) of the frames that are shown, and the end of the last. */
async function frameTimes(track: InputVideoTrack): Promise<{ times: number[]; end: number }> {
  const times: number[] = [];
  let end = 0;
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    end = Math.max(end, packet.timestamp + packet.duration);
    // Frames that end before zero are cut away by the file's edit list.
    if (packet.timestamp + packet.duration > 0 || packet.timestamp >= 0) times.push(packet.timestamp);
  }
  return { times: times.sort((a, b) => a - b), end };
}
