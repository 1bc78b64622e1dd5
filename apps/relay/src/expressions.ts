import { type Expression, type ExpressionOp, expressionOf } from '@masque/config/expression';
import { activeExpressions, type CheckedPayload, RefusedError, type RelayState } from '@masque/config/messages';
import type { StateEvent } from './state.ts';

/** Shows and ends expressions as they are pressed, and ends the timed ones. */
export interface Expressions {
  /** @throws RefusedError `unknown-expression` */
  command(payload: CheckedPayload<'expression'>): void;
  close(): void;
}

export function createExpressions({ state, apply }: { state: () => RelayState; apply: (event: StateEvent) => void }): Expressions {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function forget(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }

  function turn(slot: string, expression: Expression, on: boolean): void {
    const { id, mode, seconds } = expression;
    const key = JSON.stringify([slot, id]);
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
    command({ slot, id, op }) {
      if (id === undefined || op === 'clear') return apply({ type: 'expressions-cleared', slot });
      const expression = expressionOf(state().settings.expressions, id);
      if (!expression)
        throw new RefusedError('unknown-expression', `There is no expression "${id}". The panel's Expressions tab lists them.`);
      const on = wanted(expression, op, activeExpressions(state(), slot).includes(id));
      if (on !== null) turn(slot, expression, on);
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
