import { builtInExpression, createExpression, type Expression } from '@masque/config/expression';
import { activeExpressions, type CommandPayload } from '@masque/config/messages';
import { describe, expect, test } from 'vitest';
import { connectLink, startRelay } from './relay-fixture.ts';

/** A panel, and an overlay that hears what is on in slot main. */
async function startShow() {
  const { url } = await startRelay();
  const { link } = await connectLink(url, { role: 'panel' });
  let on: readonly string[] = [];
  const changes: (readonly string[])[] = [];
  await connectLink(url, {
    onPatch(_, state) {
      const now = activeExpressions(state, 'main');
      if (now.join() !== on.join()) changes.push(now);
      on = now;
    },
  });
  const op = (op: CommandPayload<'expression'>['op'], id?: string) => link.command('expression', { slot: 'main', op, ...(id && { id }) });
  const until = (...ids: string[]) => expect.poll(() => on, { timeout: 20_000, interval: 5 }).toEqual(ids);
  return { url, link, op, until, changes };
}

const pout: Expression = { ...createExpression('pout', 'Pout'), blendshapes: { mouthPucker: 0.8 } };

describe('expressions', () => {
  test('a toggled one is turned over at each press, and a release is nothing to it', async () => {
    const { op, until } = await startShow();
    await op('press', 'joy');
    await op('release', 'joy');
    await until('joy');
    await op('press', 'anger');
    await until('joy', 'anger');
    await op('press', 'joy');
    await op('release', 'joy');
    await until('anger');
  });

  test('a held one is on from press to release', async () => {
    const { link, op, until } = await startShow();
    await link.command('expression.set', { expression: { ...pout, mode: 'hold' } });
    await op('press', 'pout');
    await op('press', 'pout');
    await until('pout');
    await op('release', 'pout');
    await until();
  });

  test('one that is held by two is on until both let go, and a page that goes away lets go', async () => {
    const { url, link, op, until } = await startShow();
    await link.command('expression.set', { expression: { ...pout, mode: 'hold' } });
    const other = (await connectLink(url, { role: 'panel' })).link;
    await op('press', 'pout');
    await other.command('expression', { slot: 'main', id: 'pout', op: 'press' });
    await op('release', 'pout');
    await op('on', 'joy');
    await until('pout', 'joy');
    other.close();
    await until('joy');
  });

  test('a timed one ends by itself, and each press gives it its time anew', async () => {
    const { link, op, until, changes } = await startShow();
    await link.command('expression.set', { expression: { ...pout, mode: 'timed', seconds: 1.5 } });
    await op('press', 'pout');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const again = performance.now();
    await op('press', 'pout');
    await expect.poll(() => changes, { timeout: 20_000, interval: 5 }).toEqual([['pout'], []]);
    expect(performance.now() - again).toBeGreaterThan(1450);
    await op('on', 'pout');
    await op('off', 'pout');
    await until();
  });

  test('on, off, toggle and clear do what they say, in one slot', async () => {
    const { link, op, until } = await startShow();
    for (const id of ['joy', 'blush', 'sparkle']) await op('on', id);
    await link.command('expression', { slot: 'guest', id: 'anger', op: 'on' });
    await until('joy', 'blush', 'sparkle');
    await op('toggle', 'blush');
    await op('off', 'sparkle');
    await op('off', 'sparkle');
    await until('joy');
    await op('clear');
    await until();
  });

  test('one that there is not is refused in words, and what is on stays on', async () => {
    const { op, until } = await startShow();
    await op('on', 'joy');
    await expect(op('press', 'grin')).rejects.toMatchObject({ code: 'unknown-expression', message: expect.stringContaining('"grin"') });
    await until('joy');
  });

  test('one that is deleted while it is on is shown no longer, and comes back by undo', async () => {
    const { link, op, until } = await startShow();
    await link.command('expression.set', { expression: pout });
    await op('on', 'pout');
    await op('on', 'joy');
    await until('pout', 'joy');
    await link.command('expression.forget', { id: 'pout' });
    await until('joy');
    await link.command('history.undo', {});
    await op('on', 'pout');
    await until('joy', 'pout');
  });

  test('a built-in one is changed, and is what it was once that is forgotten', async () => {
    const { link, op, until, url } = await startShow();
    const joy = { ...(builtInExpression('joy') as Expression), mode: 'hold' as const };
    await link.command('expression.set', { expression: joy });
    await op('press', 'joy');
    await op('release', 'joy');
    await until();
    await link.command('expression.forget', { id: 'joy' });
    await op('press', 'joy');
    await op('release', 'joy');
    await until('joy');
    const { snapshots } = await connectLink(url);
    expect(snapshots.all[0].settings.expressions).toEqual({});
    expect(activeExpressions(snapshots.all[0], 'main')).toEqual(['joy']);
  });

  test('a tracker may call one, an overlay may not', async () => {
    const { url, until } = await startShow();
    const { link: tracker } = await connectLink(url, { role: 'track' });
    await tracker.command('expression', { slot: 'main', id: 'joy', op: 'press' });
    await until('joy');
    const { link: overlay } = await connectLink(url);
    await expect(overlay.command('expression', { slot: 'main', op: 'clear' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(tracker.command('expression.forget', { id: 'joy' })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('twenty presses a second do no harm', async () => {
    const { op, until } = await startShow();
    await Promise.all(Array.from({ length: 201 }, () => op('press', 'joy')));
    await until('joy');
  });
});
