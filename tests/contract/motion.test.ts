import type { Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { SentReport, TrackerReport, VoiceReport } from '@masque/config/reports';
import { describe, expect, test } from 'vitest';
import { connectLink, createHearing, denseFrame, frame, hello, next, numbersOf, rawSocket, startRelay } from './relay-fixture.ts';

const report: TrackerReport = {
  kind: 'tracker',
  state: 'running',
  problem: '',
  cameras: [],
  camera: null,
  neutral: false,
  fps: 0,
  score: 0,
  dropped: 0,
  delay: 0,
};

/** Sends frames one by one, each when the one before has arrived. */
async function sendAll(from: Awaited<ReturnType<typeof connectLink>>, to: Awaited<ReturnType<typeof connectLink>>, numbers: number[]) {
  for (const number of numbers) {
    from.link.sendMotion(frame(number));
    await to.motion.until((all) => numbersOf(all).at(-1) === number);
  }
}

describe('motion through the relay', () => {
  test('reaches the overlays and previews of its slot, byte for byte, and nobody else', async () => {
    const { url } = await startRelay();
    const tracker = await connectLink(url, { role: 'track' });
    const [show, preview, panel, other] = await Promise.all([
      connectLink(url),
      connectLink(url, { role: 'preview' }),
      connectLink(url, { role: 'panel' }),
      connectLink(url, { slot: 'other' }),
    ]);
    await sendAll(tracker, show, [1, 2, 3]);
    await preview.motion.until((all) => all.length === 3);
    expect(Uint8Array.from(show.motion.all[2] as Uint8Array)).toEqual(frame(3));
    expect(numbersOf(preview.motion.all)).toEqual([1, 2, 3]);
    // Another slot's own motion arrives after, so whatever was sent to it by mistake would be there by now.
    const otherTracker = await connectLink(url, { role: 'track', slot: 'other' });
    await sendAll(otherTracker, other, [4]);
    expect(numbersOf(other.motion.all)).toEqual([4]);
    expect([tracker, panel].flatMap(({ motion }) => motion.all)).toEqual([]);
  });

  test('a client that takes nothing for a while gets the newest frame then, and not all it missed', async () => {
    const { url } = await startRelay();
    const tracker = await connectLink(url, { role: 'track' });
    const brisk = await connectLink(url);
    const socket = rawSocket(url, hello({ role: 'show' }));
    await next(socket, 'snapshot');
    const slow = createHearing<Uint8Array>();
    socket.on('motion', slow.hear);
    const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: Socket } };
    ws._socket.pause();
    const count = 2000;
    for (let number = 1; number <= count; number++) {
      tracker.link.sendMotion(denseFrame(number));
      await setImmediate();
    }
    await sendAll(tracker, brisk, [count + 1]);
    ws._socket.resume();
    const heard = numbersOf(await slow.until((all) => numbersOf(all).at(-1) === count + 1)) as number[];
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
    expect(heard.length).toBeLessThan(brisk.motion.all.length);
  }, 60_000);

  test('the tracker started last drives, the other is told and gets the slot back', async () => {
    const { url } = await startRelay();
    const show = await connectLink(url);
    const first = await connectLink(url, { role: 'track' });
    await sendAll(first, show, [1]);
    await sleep(2);
    const second = await connectLink(url, { role: 'track' });
    await first.takeovers.until((all) => all.length === 1);
    first.link.sendMotion(frame(2));
    await sendAll(second, show, [3]);
    second.link.close();
    await first.takeovers.until((all) => all.length === 2);
    await sendAll(first, show, [4]);
    expect(first.takeovers.all).toEqual([true, false]);
    expect(second.takeovers.all).toEqual([]);
    expect(numbersOf(show.motion.all)).toEqual([1, 3, 4]);
  });

  test('a tracker without a camera leaves the slot to the one that has one, and takes it with its own', async () => {
    const { url } = await startRelay();
    const show = await connectLink(url);
    const panel = rawSocket(url, hello({ role: 'panel' }));
    const reports = createHearing<SentReport>();
    panel.on('report', reports.hear);
    await next(panel, 'snapshot');
    const first = await connectLink(url, { role: 'track' });
    await sleep(2);
    const second = await connectLink(url, { role: 'track', idle: true });
    await second.takeovers.until((all) => all.length === 1);
    await sendAll(first, show, [1]);
    second.link.report({ ...report, state: 'problem', problem: 'The camera is blocked.' });
    await reports.until((all) => all.length === 1);
    await sendAll(first, show, [2]);
    second.link.report({ ...report, state: 'running' });
    await second.takeovers.until((all) => all.length === 2);
    await sendAll(second, show, [3]);
    second.link.report({ ...report, state: 'stopped' });
    await first.takeovers.until((all) => all.length === 2);
    await sendAll(first, show, [4]);
    expect(reports.all.map(({ driving }) => driving)).toEqual([false, true, false]);
    expect(numbersOf(show.motion.all)).toEqual([1, 2, 3, 4]);
  });

  test('a tracker that hears a voice drives without a camera, and no more once it is deaf', async () => {
    const { url } = await startRelay();
    const show = await connectLink(url);
    const tracker = await connectLink(url, { role: 'track', idle: true });
    const voice: VoiceReport = {
      kind: 'voice',
      on: true,
      problem: null,
      microphones: [],
      microphone: 'Mic',
      level: -20,
      viseme: '',
      open: 0,
    };
    tracker.link.report(voice);
    // The report and the first motion are volatile: one that comes through says that both did.
    for (let number = 1; show.motion.all.length === 0; number++) {
      tracker.link.sendMotion(frame(number));
      await sleep(5);
    }
    tracker.link.report({ ...voice, problem: 'unplugged', microphone: null });
    await show.motion.until((all) => all.at(-1) === null);
  });

  test('the overlay is told when nobody drives any more', async () => {
    const { url } = await startRelay();
    const show = await connectLink(url);
    const tracker = await connectLink(url, { role: 'track' });
    await sendAll(tracker, show, [1]);
    tracker.link.close();
    expect(numbersOf(await show.motion.until((all) => all.length === 2))).toEqual([1, null]);
  });

  test('only trackers may send it', async () => {
    const { url } = await startRelay();
    const show = await connectLink(url);
    show.link.sendMotion(frame(1));
    expect(await show.problems.until((all) => all.length === 1)).toEqual(['not-a-tracker']);
  });
});
