import { describe, expect, test } from 'vitest';
import type { CameraFrame } from '../../../apps/overlay/src/tracker/frame-reader.ts';
import { createMailbox, streamSource } from '../../../apps/overlay/src/tracker/frame-source.ts';

/** Stands for a camera frame: what matters here is that each is closed exactly once, by whom. */
function frame(timestamp: number, closed: number[]): CameraFrame {
  return { timestamp, close: () => closed.push(timestamp) } as unknown as CameraFrame;
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe('newest frame wins', () => {
  test('a frame that is overtaken is closed and counted', async () => {
    const closed: number[] = [];
    const mailbox = createMailbox();
    for (const time of [1, 2, 3]) mailbox.put(frame(time, closed));
    expect(closed).toEqual([1, 2]);
    expect(mailbox.dropped()).toBe(2);
    expect((await mailbox.next())?.frame).toMatchObject({ timestamp: 3 });
    expect(closed).toEqual([1, 2]);
  });

  test('whoever waits gets the next frame at once', async () => {
    const mailbox = createMailbox();
    const next = mailbox.next();
    mailbox.put(frame(7, []));
    expect((await next)?.frame).toMatchObject({ timestamp: 7 });
    expect(mailbox.dropped()).toBe(0);
  });

  test('closing ends the waiting and refuses later frames', async () => {
    const closed: number[] = [];
    const mailbox = createMailbox();
    const next = mailbox.next();
    mailbox.close();
    expect(await next).toBeNull();
    mailbox.put(frame(9, closed));
    expect(closed).toEqual([9]);
    expect(await mailbox.next()).toBeNull();
  });

  test('a stream is read on while its reader is busy, and its end ends the source', async () => {
    const closed: number[] = [];
    const frames = Array.from({ length: 20 }, (_, i) => frame(i, closed) as VideoFrame);
    const source = streamSource(
      new ReadableStream<VideoFrame>({
        start(controller) {
          for (const one of frames) controller.enqueue(one);
        },
      }),
    );
    await settle();
    expect((await source.next())?.frame).toMatchObject({ timestamp: 19 });
    expect(source.dropped()).toBe(19);
    expect(closed).toHaveLength(19);
    source.close();
    expect(await source.next()).toBeNull();
  });
});
