import { type Expression, type ExpressionOp, expressionOf } from '@masque/config/expression';
import { activeExpressions, type CheckedPayload, type RelayState } from '@masque/config/messages';
import { RefusedError } from '@masque/config/refusal';
import type { StateEvent } from './state.ts';

/** Shows and ends expressions as they are pressed, and ends the timed ones. */
export interface Expressions {
  /**
   * @param source tells who asks
   * @throws RefusedError `unknown-expression`
   */
  command(payload: CheckedPayload<'expression'>, source: string): void;
  /** What this source held is released: it can do so no longer. */
  left(source: string): void;
  close(): void;
}

export function createExpressions({ state, apply }: { state: () => RelayState; apply: (event: StateEvent) => void }): Expressions {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Who holds what down. */
  const holders = new Map<string, Set<string>>();

  function forget(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }

  const keyOf = (slot: string, id: string): string => JSON.stringify([slot, id]);

  /** Held by several, it is released once nobody holds it any more. @returns whether it goes on */
  function hold(key: string, source: string, op: ExpressionOp): boolean {
    const held = holders.get(key) ?? new Set();
    if (op === 'press') held.add(source);
    else if (op === 'release') held.delete(source);
    else held.clear();
    if (held.size > 0) holders.set(key, held);
    else holders.delete(key);
    return op === 'release' && held.size > 0;
  }

  function turn(slot: string, expression: Expression, on: boolean): void {
    const { id, mode, seconds } = expression;
    const key = keyOf(slot, id);
    forget(key);
    apply({ type: 'expression-switched', slot, id, on });
    if (!on || mode !== 'timed') return;
    const end = (): void => {
      timers.delete(key);
      apply({ type: 'expression-switched', slot, id, on: false });
    };
    timers.set(key, setTimeout(end, 1000 * seconds));
  }

  return {
    command({ slot, id, op }, source) {
      if (id === undefined || op === 'clear') return apply({ type: 'expressions-cleared', slot });
      const expression = expressionOf(state().settings.expressions, id);
      if (!expression)
        throw new RefusedError('unknown-expression', `There is no expression "${id}". The panel's Expressions tab lists them.`);
      if (hold(keyOf(slot, id), source, op)) return;
      const on = wanted(expression, op, activeExpressions(state(), slot).includes(id));
      if (on !== null) turn(slot, expression, on);
    },
    left(source) {
      for (const [key, held] of holders) {
        if (!held.delete(source) || held.size > 0) continue;
        holders.delete(key);
        const [slot, id] = JSON.parse(key) as [string, string];
        if (expressionOf(state().settings.expressions, id)?.mode === 'hold') apply({ type: 'expression-switched', slot, id, on: false });
      }
    },
    close() {
      for (const key of [...timers.keys()]) forget(key);
    },
  };
}

/** Whether an expression is on after this; null where nothing changes. */
function wanted({ mode }: Expression, op: ExpressionOp, on: boolean): boolean | null {
  switch (op) {
    case 'press':
      return mode === 'toggle' ? !on : true;
    case 'release':
      return mode === 'hold' ? false : null;
    case 'toggle':
      return !on;
    default:
      return op === 'on';
  }
}
