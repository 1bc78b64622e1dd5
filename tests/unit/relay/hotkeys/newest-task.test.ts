import { expect, test } from 'vitest';
import { createNewestTask } from '../../../../apps/relay/src/hotkeys/newest-task.ts';

test('one thing is done at a time, and of those that wait only the newest', async () => {
  const run = createNewestTask();
  const done: number[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const task = (i: number) => async () => {
    if (i === 0) await gate;
    done.push(i);
  };
  const all = Array.from({ length: 50 }, (_, i) => run(task(i)));
  open();
  await Promise.all(all);
  expect(done).toEqual([0, 49]);
});

test('one that fails says so to who asked for it, and the next is done', async () => {
  const run = createNewestTask();
  const failing = run(() => Promise.reject(new Error('no')));
  const next = run(async () => {});
  await expect(failing).rejects.toThrow('no');
  await next;
});
