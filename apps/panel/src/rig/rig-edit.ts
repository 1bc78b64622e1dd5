import { avatarUrl } from '@masque/config/avatar';
import type { LibraryAvatar } from '@masque/config/messages';
import type { FoundFit } from '@masque/config/preview';
import { parseRigPoints, type RigPoints } from '@masque/config/rig-points';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import type { Points } from './move-point.ts';

/** An avatar's face while it is fitted by hand. */
export interface RigEdit {
  /** Null until they are known. */
  points: ReadonlySignal<RigPoints | null>;
  /** Where they come from; `hand` once they were placed. */
  by: ReadonlySignal<FoundFit['by'] | 'hand' | null>;
  /** Per point; empty where nothing says how sure it is. */
  sigma: ReadonlySignal<readonly number[]>;
  saving: ReadonlySignal<boolean>;
  /** How many of the changes made here can be undone, and done again. */
  steps: ReadonlySignal<{ undo: number; redo: number }>;
  /** Why the face could not be looked for; empty otherwise. */
  problem: ReadonlySignal<string>;
  /** Takes up what the relay now has of the avatar, unless the hand is ahead of it. */
  follow(avatar: LibraryAvatar): Promise<void>;
  /** Shows the points where the hand holds them; nothing is kept yet. */
  hold(points: Points): void;
  /** Keeps what is held, in a moment: what follows at once is kept with it. */
  keep(): void;
  /** Keeps what still waits to be kept, now. */
  flush(): Promise<void>;
  /** Throws away what was placed: the face is found again. */
  fitAgain(): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}

/** Milliseconds without another change after which the points are sent. */
const PAUSE = 300;
/** Decimals of a pixel that are kept. */
const PRECISION = 100;

export function createRigEdit(id: string, link: PanelLink, preview: PreviewLink): RigEdit {
  const points = signal<RigPoints | null>(null);
  const by = signal<FoundFit['by'] | 'hand' | null>(null);
  const sigma = signal<readonly number[]>([]);
  const saving = signal(false);
  const steps = signal({ undo: 0, redo: 0 });
  const problem = signal('');
  let held = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let found: Promise<FoundFit> | null = null;
  let latest: LibraryAvatar | null = null;

  /** In the pixels of the picture itself. */
  async function find(avatar: LibraryAvatar): Promise<FoundFit> {
    const [fit, size] = await Promise.all([preview.fit(avatar), sizeOf(avatarUrl(avatar, avatar.picture))]);
    const scale = size.width / fit.points.width;
    return { ...fit, points: { ...fit.points, ...size, points: fit.points.points.map(([x, y]) => [x * scale, y * scale]) } };
  }

  async function read(avatar: LibraryAvatar, file: string): Promise<RigPoints> {
    const response = await fetch(`${avatarUrl(avatar, file)}?${avatar.revision}`);
    return parseRigPoints(await response.json());
  }

  async function follow(avatar: LibraryAvatar): Promise<void> {
    latest = avatar;
    const ahead = (): boolean => held || timer !== null || saving.value || latest !== avatar;
    try {
      const kept = avatar.points ? await read(avatar, avatar.points) : null;
      found ??= kept ? null : find(avatar);
      const fit = kept ? null : await found;
      if (ahead()) return;
      points.value = kept ?? fit?.points ?? null;
      by.value = fit?.by ?? 'hand';
      sigma.value = fit?.sigma ?? [];
      problem.value = '';
    } catch (error) {
      found = null;
      if (!ahead()) problem.value = (error as Error).message;
    }
  }

  async function place(to: RigPoints | null): Promise<boolean> {
    const done = await link.command('avatar.points', { avatar: id, points: to });
    if (done) steps.value = { undo: steps.value.undo + 1, redo: 0 };
    return done;
  }

  async function step(command: 'history.undo' | 'history.redo', by: number): Promise<void> {
    await flush();
    const { undo, redo } = steps.value;
    if (await link.command(command, {})) steps.value = { undo: undo - by, redo: redo + by };
  }

  async function flush(): Promise<void> {
    if (timer === null || !points.value) return;
    clearTimeout(timer);
    timer = null;
    saving.value = true;
    const round = (v: number): number => Math.round(v * PRECISION) / PRECISION;
    const sent = { ...points.value, points: points.value.points.map(([x, y]): [number, number] => [round(x), round(y)]) };
    const done = await place(sent);
    saving.value = false;
    if (done) by.value = 'hand';
    // What was refused, or changed elsewhere in the meantime, is taken up.
    if (latest && !done) await follow(latest);
  }

  return {
    points,
    by,
    sigma,
    saving,
    problem,
    steps,
    follow,
    flush,
    undo: () => step('history.undo', 1),
    redo: () => step('history.redo', -1),
    async fitAgain() {
      await flush();
      await place(null);
    },
    hold(next) {
      held = true;
      if (points.value) points.value = { ...points.value, points: next.map(([x, y]) => [x, y]) };
    },
    keep() {
      held = false;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE);
    },
  };
}

async function sizeOf(url: string): Promise<{ width: number; height: number }> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}
