import { describe, expect, test } from 'vitest';
import { connectLink, frame, numbersOf, startRelay, startRelayProcess, temporaryFolder } from './relay-fixture.ts';

describe('a link whose relay is restarted', () => {
  test('rebuilds itself from one snapshot, without anything that was sent in between', async () => {
    const first = await startRelay();
    const port = Number(new URL(first.url).port);
    const show = await connectLink(first.url);
    const tracker = await connectLink(first.url, { role: 'track' });
    await first.close();
    await Promise.all([show, tracker].map(({ states }) => states.until((all) => all.at(-1) === 'offline')));
    await expect(tracker.link.command('settings.change', { motion: { mirror: false } })).rejects.toMatchObject({ code: 'offline' });
    tracker.link.sendMotion(frame(1));

    await startRelay({ port, dataDir: first.dataDir });
    for (const { snapshots } of [show, tracker]) await snapshots.until((all) => all.length === 2);
    tracker.link.sendMotion(frame(2));
    const heard = await show.motion.until((all) => all.at(-1) !== null && all.length > 0);
    expect(numbersOf(heard).filter((number) => number !== null)).toEqual([2]);
    expect(show.snapshots.all[1].settings.motion.mirror).toBe(true);
    expect(show.states.all).toEqual(['connecting', 'online', 'offline', 'online']);
  });

  test('that was killed: overlays are told at once that nobody drives, and all come back by themselves', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const { url, relay } = await startRelayProcess(folder);
    const show = await connectLink(url);
    const tracker = await connectLink(url, { role: 'track' });
    tracker.link.sendMotion(frame(1));
    await show.motion.until((all) => all.length === 1);
    relay.kill('SIGKILL');
    await show.motion.until((all) => all.at(-1) === null);
    await tracker.states.until((all) => all.at(-1) === 'offline');
    await startRelayProcess(folder, Number(new URL(url).port));
    for (const { snapshots } of [show, tracker]) await snapshots.until((all) => all.length === 2);
    tracker.link.sendMotion(frame(2));
    expect(numbersOf(await show.motion.until((all) => all.length === 3))).toEqual([1, null, 2]);
  });

  test('keeps the order of trackers, whoever comes back first', async () => {
    const first = await startRelay();
    const port = Number(new URL(first.url).port);
    const show = await connectLink(first.url);
    const older = await connectLink(first.url, { role: 'track' });
    await new Promise((resolve) => setTimeout(resolve, 2));
    const newer = await connectLink(first.url, { role: 'track' });
    await older.takeovers.until((all) => all.length === 1);
    await first.close();
    await startRelay({ port });
    for (const { snapshots } of [show, older, newer]) await snapshots.until((all) => all.length === 2);
    older.link.sendMotion(frame(1));
    newer.link.sendMotion(frame(2));
    const heard = await show.motion.until((all) => numbersOf(all).includes(2));
    expect(numbersOf(heard)).not.toContain(1);
  });

  test('a command whose answer is lost is refused, not forgotten', async () => {
    const { url, close } = await startRelay();
    const { link } = await connectLink(url, { role: 'panel' });
    const answer = link.command('avatars.reload', {});
    const outcome = answer.then(
      () => 'done',
      (error) => error.code,
    );
    await close();
    expect(['done', 'offline']).toContain(await outcome);
  });
});
