import { RefusedError } from '@masque/config/refusal';
import type { Settings } from '@masque/config/settings';

/** Steps that can be undone. */
const MOST_STEPS = 50;

/** One field that changed; undefined stands for a field that is not there. */
interface FieldChange {
  path: readonly string[];
  before: unknown;
  after: unknown;
}

interface SettingsStep {
  gesture: string | undefined;
  changes: readonly FieldChange[];
}

/** Something done to other things than the settings, and the ways back and forth. */
export interface Deed {
  undo(): Promise<void>;
  redo(): Promise<void>;
}

type Step = SettingsStep | { deed: Deed };

/** The user's last changes. */
export interface History {
  /** Remembers what differs; changes of one gesture, one right after the other, are one step. */
  record(before: Settings, after: Settings, gesture?: string): void;
  recordDeed(deed: Deed): void;
  /**
   * The settings without the last step, or with the last undone one again; where that step was a deed, what takes it back.
   * A field that something else has changed since (a scene's rule, for instance) is left as it is.
   * @throws RefusedError `nothing-to-undo`, `nothing-to-redo`
   */
  undo(settings: Settings): Settings | (() => Promise<void>);
  redo(settings: Settings): Settings | (() => Promise<void>);
  readonly counts: { undo: number; redo: number };
}

export function createHistory(): History {
  const done: Step[] = [];
  const undone: Step[] = [];

  function add(step: Step): void {
    done.push(step);
    if (done.length > MOST_STEPS) done.shift();
    undone.length = 0;
  }

  return {
    record(before, after, gesture) {
      const changes = fieldsBetween(before, after, []);
      if (changes.length === 0) return;
      const last = done.at(-1);
      if (gesture !== undefined && last && 'changes' in last && last.gesture === gesture && undone.length === 0) {
        done[done.length - 1] = { gesture, changes: joined(last.changes, changes) };
      } else {
        add({ gesture, changes });
      }
    },
    recordDeed: (deed) => add({ deed }),
    undo(settings) {
      for (let step = done.pop(); step; step = done.pop()) {
        if ('deed' in step) {
          undone.push(step);
          return step.deed.undo;
        }
        const restored = step.changes.reduce((s, { path, before, after }) => put(s, path, after, before), settings);
        if (restored === settings) continue;
        undone.push({ ...step, gesture: undefined });
        return restored;
      }
      throw new RefusedError('nothing-to-undo', 'There is nothing to undo.');
    },
    redo(settings) {
      for (let step = undone.pop(); step; step = undone.pop()) {
        if ('deed' in step) {
          done.push(step);
          return step.deed.redo;
        }
        const restored = step.changes.reduce((s, { path, before, after }) => put(s, path, before, after), settings);
        if (restored === settings) continue;
        done.push(step);
        return restored;
      }
      throw new RefusedError('nothing-to-redo', 'There is nothing to do again.');
    },
    get counts() {
      return { undo: done.length, redo: undone.length };
    },
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Every field that differs; lists count as one field. */
function fieldsBetween(before: unknown, after: unknown, path: readonly string[]): FieldChange[] {
  if (before === after) return [];
  if (!isPlain(before) || !isPlain(after)) return same(before, after) ? [] : [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => fieldsBetween(before[key], after[key], [...path, key]));
}

/** Two steps as one: where both changed a field, from before the first to after the second. */
function joined(first: readonly FieldChange[], second: readonly FieldChange[]): FieldChange[] {
  const changes = new Map(first.map((change) => [JSON.stringify(change.path), change]));
  for (const change of second) {
    const key = JSON.stringify(change.path);
    changes.set(key, { ...change, before: changes.has(key) ? changes.get(key)?.before : change.before });
  }
  return [...changes.values()];
}

/** The settings with one field set to `to` if it still is `from`; the same object otherwise. */
function put<T>(object: T, [key, ...rest]: readonly string[], from: unknown, to: unknown): T {
  const fields = object as Record<string, unknown>;
  const old = fields[key];
  if (rest.length > 0) {
    if (!isPlain(old)) return object;
    const next = put(old, rest, from, to);
    return next === old ? object : ({ ...fields, [key]: next } as T);
  }
  if (!same(old, from) || same(old, to)) return object;
  const { [key]: _, ...others } = fields;
  return (to === undefined ? others : { ...fields, [key]: to }) as T;
}
