import { type Expression, expressionOf } from '@masque/config/expression';
import { activeExpressions, type LibraryAvatar, liveAvatar, type RelayState } from '@masque/config/messages';
import { createMotion, MotionFrameError } from '@masque/config/motion-frame';
import { openingOf } from '@masque/config/opening';
import type { HandPose } from '@masque/config/preview';
import { DEFAULT_SETTINGS, lookOf, settingsUnder } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { motionOfPose } from '../core/motion/hand-pose.ts';
import type { Puppet } from '../core/puppet.ts';
import { createGainShift } from '../core/rig/shift-gains.ts';
import { createLink } from '../link/create-link.ts';
import { createPipeline } from '../pipeline.ts';
import type { Stage } from '../stage/create-stage.ts';
import { type RendererChoice, readRendererChoice } from '../stage/renderer-choice.ts';
import { dressStage } from './dress-stage.ts';
import { followScenes } from './follow-scenes.ts';
import { followTakes } from './follow-takes.ts';
import { hearHotkeys } from './hear-hotkeys.ts';
import type { LiveTracker } from './live-tracker.ts';
import { createNotice } from './notice.ts';
import { loadAvatar, startPortraitClient } from './portrait.ts';
import { createPortraitShelf, stateOf } from './portrait-shelf.ts';
import { openPreviewChannel } from './preview-channel.ts';
import { createRates } from './rates.ts';
import type { Still } from './still.ts';

/** Milliseconds between two reports to the panels. */
const REPORT_EVERY = 500;

/** Milliseconds on the clock that motion frames are stamped with. */
const now = (): number => performance.timeOrigin + performance.now();

/**
 * What OBS loads (and, as `preview`, the panel): the slot's live avatar, moved by what the relay forwards, or by the
 * page's own camera with `camera=on`.
 * @param still is shown already, until the first live picture is drawn
 */
export async function startShow(role: 'show' | 'preview', query: URLSearchParams, still: Still): Promise<void> {
  const slot = query.get('slot') ?? DEFAULT_SLOT;
  const ownCamera = query.get('camera') === 'on';
  const notice = createNotice(document.body);
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  // The renderer starts while the relay answers and the portrait comes; not before, since in software nothing is painted beside it.
  const choice = readRendererChoice(query.get('renderer'));
  const opening = still.painted.then(() => openStage(canvas, choice));
  const pipeline = createPipeline(hashOf(slot));
  const portraits = startPortraitClient();
  const shelf = createPortraitShelf((avatar, onStep) => loadAvatar(avatar, portraits, onStep));
  let puppet: Puppet | null = null;
  /** Leads the gains of what is shown over to those that were found since. */
  let shiftGains: ((now: number) => boolean) | null = null;
  let shown = '';
  let dressed = '';
  let latest: RelayState | null = null;
  const rates = createRates();
  const handMotion = createMotion();
  const setPose = (pose: HandPose | null): void => void (pipeline.hand = pose && motionOfPose(pose, handMotion));
  /** Shown in the panel's preview alone: an expression that is being made. */
  let tried: Expression | null = null;
  function setTried(expression: Expression | null): void {
    tried = expression;
    express();
  }
  const channel = role === 'preview' ? openPreviewChannel(pipeline, portraits, { onPose: setPose, onExpression: setTried }) : null;
  let tracker: LiveTracker | null = null;
  let { tracking } = DEFAULT_SETTINGS;
  /** Name of this page's own camera, where it runs one. */
  let camera: string | null = null;

  async function show(avatar: LibraryAvatar | undefined): Promise<void> {
    const wanted = avatar ? stateOf(avatar) : '';
    if (wanted === shown) return;
    shown = wanted;
    if (!avatar) {
      notice.set('The avatar library is empty: add a folder with a picture and an avatar.json.');
      return;
    }
    try {
      const portrait = await shelf.take(avatar, (step) => notice.set(puppet ? '' : `${avatar.name}: ${step} ...`));
      const stage = await opening;
      // Another avatar may have been chosen in the meantime.
      if (shown !== wanted) return;
      puppet = portrait.puppet;
      stage.load(portrait.rig, portrait.pictures, puppet.deformation);
      dressed = avatar.id;
      dress(stage);
      notice.set('');
      shiftGains?.(Number.POSITIVE_INFINITY);
      shiftGains = null;
      document.body.ariaBusy = `${portrait.finding !== null}`;
      document.body.dataset.avatar = avatar.id;
      void portrait.finding?.then((found) => {
        if (shown === wanted) shiftGains = createGainShift(portrait.rig.gains, found);
        else Object.assign(portrait.rig.gains, found);
      });
      prepare();
    } catch (error) {
      if (shown !== wanted) return;
      // The next change of the library tries again; until then the avatar before stays.
      shown = '';
      notice.set(`${avatar.name} cannot be shown: ${(error as Error).message}`);
    }
  }

  /** Avatars that scenes will ask for are there when they do. */
  function prepare(): void {
    const live = latest && liveAvatar(latest, slot);
    if (!latest || !live || role !== 'show' || stateOf(live) !== shown || !puppet) return;
    const ruled = latest.settings.scenes.rules.filter((rule) => rule.slot === slot).map(({ avatar }) => avatar);
    const wanted = latest.avatars.filter(({ id }) => ruled.includes(id));
    void shelf.prepare(wanted, live, async ({ rig, pictures, puppet }) => (await opening).prepare(rig, pictures, puppet.deformation));
  }

  /** The avatar that is drawn, which for a moment is not the one that is live. */
  function dress(stage: Stage): void {
    if (!latest || !dressed) return;
    dressStage(stage, latest, slot, dressed);
    pipeline.gains = lookOf(latest.settings, dressed).gains;
  }

  function express(): void {
    if (tried) pipeline.expressions = [tried];
    else if (latest) pipeline.expressions = shownExpressions(latest, slot);
  }

  const followTake = followTakes(pipeline, notice.set);

  function adopt(state: RelayState): void {
    latest = state;
    express();
    followTake(state.playing[slot]);
    still.adopt(openingOf(state, slot));
    const tuned = settingsUnder(state.settings, ownCamera ? camera : state.cameras[slot]);
    pipeline.motionSettings = tuned.motion;
    void opening.then(dress);
    tracking = tuned.tracking;
    tracker?.setSearch(tracking);
    tracker?.setStability(tracking.stability);
    void show(liveAvatar(state, slot));
    prepare();
  }

  function receive(bytes: Uint8Array): void {
    try {
      pipeline.receive(bytes, now());
      channel?.onMotion(now());
    } catch (error) {
      if (!(error instanceof MotionFrameError)) throw error;
      notice.set(error.message);
    }
  }

  const link = createLink({
    url: location.origin,
    role,
    slot,
    onSnapshot(state) {
      adopt(state);
      tellScene();
    },
    onPatch: (_, state) => adopt(state),
    onMotion: (bytes) => {
      if (ownCamera) return;
      if (bytes) receive(bytes);
      else pipeline.end();
    },
  });
  // OBS may tell before the relay answers, and does not tell again when the relay comes back.
  let scene = '';
  function tellScene(): void {
    if (scene) void link.command('scene.seen', { scene }).catch(() => {});
  }
  followScenes((name) => {
    scene = name;
    tellScene();
  });
  hearHotkeys(
    () => latest?.settings.hotkeys.bindings ?? [],
    (id, phase) => void link.command('hotkey.fire', { id, phase }).catch(() => {}),
  );
  if (ownCamera) {
    const { startLiveTracker } = await import('./live-tracker.ts');
    const onProblem = (message: string): void => notice.set(message);
    tracker = startLiveTracker({
      ...tracking,
      link: null,
      onMotion: receive,
      onCamera(opened) {
        onProblem('');
        camera = opened.label.slice(0, 200);
        if (latest) adopt(latest);
      },
      onProblem,
      onResult: () => {},
    });
  }

  const stage = await opening;
  stage.setEffects(pipeline.effects);
  function draw(): void {
    requestAnimationFrame(draw);
    if (!puppet) return;
    const absoluteLips = pipeline.motionSettings.lips === 'absolute' ? pipeline.driven : 0;
    if (shiftGains?.(now())) {
      shiftGains = null;
      document.body.ariaBusy = 'false';
    }
    puppet.pose(pipeline.frame(now()), absoluteLips);
    stage.draw(performance.now());
    still.remove();
    const rate = rates.count(performance.now(), 0, REPORT_EVERY);
    if (rate) link.report({ kind: 'overlay', fps: rate.fps, delay: pipeline.tracking ? Math.max(0, now() - pipeline.wanted.time) : null });
  }
  requestAnimationFrame(draw);
}

async function openStage(canvas: HTMLCanvasElement, choice: RendererChoice): Promise<Stage> {
  const { createStage } = await import('../stage/create-stage.ts');
  // At its size from the beginning: a change of it would wait for all that the GPU prepares.
  canvas.width = Math.round(innerWidth * devicePixelRatio);
  canvas.height = Math.round(innerHeight * devicePixelRatio);
  const stage = await createStage(canvas, choice);
  const fit = (): void => stage.resize(innerWidth, innerHeight, devicePixelRatio);
  addEventListener('resize', fit);
  fit();
  return stage;
}

function shownExpressions(state: RelayState, slot: string): Expression[] {
  const { expressions } = state.settings;
  return activeExpressions(state, slot).flatMap((id) => expressionOf(expressions, id) ?? []);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
