import { createExpression, EXPRESSION_OPS } from '@masque/config/expression';
import { SIGNAL_GROUPS } from '@masque/config/look';
import type { CommandName, CommandPayload, RelayState } from '@masque/config/messages';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectLink, startRelay } from './relay-fixture.ts';

type Step = { [Name in CommandName]: { by: 0 | 1; name: Name; payload: CommandPayload<Name> } }[CommandName];

const by = fc.constantFrom(0 as const, 1 as const);
const avatar = fc.constantFrom('ash', 'birch', 'nobody');
const gesture = fc.constantFrom(undefined, 'a', 'b');
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const rule = fc.record({
  scene: fc.constantFrom('Live', 'Game'),
  slot: fc.constantFrom('main', 'guest'),
  avatar: fc.constantFrom(null, 'ash', 'birch'),
  placement: fc.constant(null),
  visible: fc.boolean(),
});
const step = fc.oneof(
  fc.record({ by, name: fc.constant('settings.change'), payload: fc.record({ tracking: fc.record({ stability: fraction }), gesture }) }),
  fc.record({
    by,
    name: fc.constant('settings.change'),
    payload: fc
      .tuple(fc.constantFrom(...SIGNAL_GROUPS), fraction)
      .map(([group, sensitivity]) => ({ motion: { groups: { [group]: { sensitivity } } } })),
  }),
  fc.record({ by, name: fc.constant('avatar.show'), payload: fc.record({ slot: fc.constantFrom('main', 'guest'), avatar }) }),
  fc.record({
    by,
    name: fc.constant('avatar.look'),
    payload: fc.record({ avatar, change: fc.record({ placement: fc.record({ x: fraction }) }), gesture }),
  }),
  fc.record({ by, name: fc.constant('scene.rule'), payload: fc.record({ rule }) }),
  fc.record({ by, name: fc.constant('scene.seen'), payload: fc.record({ scene: fc.constantFrom('Live', 'Game', 'End') }) }),
  fc.record({
    by,
    name: fc.constant('expression'),
    payload: fc.record({
      slot: fc.constantFrom('main', 'guest'),
      id: fc.constantFrom('joy', 'pout', 'nothing'),
      op: fc.constantFrom(...EXPRESSION_OPS),
    }),
  }),
  fc.record({
    by,
    name: fc.constant('expression.set'),
    payload: fc.record({ expression: fraction.map((fadeIn) => ({ ...createExpression('pout', 'Pout'), fadeIn })) }),
  }),
  fc.record({ by, name: fc.constant('expression.forget'), payload: fc.record({ id: fc.constantFrom('joy', 'pout') }) }),
  fc.record({ by, name: fc.constantFrom('history.undo', 'history.redo'), payload: fc.constant({}) }),
) as fc.Arbitrary<Step>;

test('two panels and three overlays see the same, however commands mingle', async () => {
  const { url } = await startRelay();
  const latest: RelayState[] = [];
  const join = async (role: 'panel' | 'show') => {
    const at = latest.length;
    latest.push({} as RelayState);
    const client = await connectLink(url, { role, onPatch: (_, state) => void (latest[at] = state) });
    if (!latest[at].settings) latest[at] = client.snapshots.all[0];
    return client.link;
  };
  const panels = [await join('panel'), await join('panel')];
  for (let i = 0; i < 3; i++) await join('show');

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      // All at once: answers and patches of both panels cross.
      await Promise.allSettled(steps.map(({ by, name, payload }) => panels[by].command(name, payload as never)));
      // A last word, after which everything before it has reached everybody.
      const mark = Math.random();
      await panels[0].command('settings.change', { motion: { strength: mark } });
      while (!latest.every((state) => state.settings.motion.strength === mark && state.history.undo > 0)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const state of latest) expect(state).toEqual(latest[0]);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
