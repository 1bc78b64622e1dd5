import { type LibraryAvatar, liveAvatar, type RelayState } from '@masque/config/messages';
import { MotionFrameError } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createPuppet, type Puppet } from '../core/puppet.ts';
import { createLink } from '../link/create-link.ts';
import { createPipeline } from '../pipeline.ts';
import type { Stage } from '../stage/create-stage.ts';
import { type RendererChoice, readRendererChoice } from '../stage/renderer-choice.ts';
import type { LiveTracker } from './live-tracker.ts';
import { createNotice } from './notice.ts';
import { loadAvatar, startPortraitClient } from './portrait.ts';

/** Milliseconds on the clock that motion frames are stamped with. */
const now = (): number => performance.timeOrigin + performance.now();

/**
 * What OBS loads (and, as `preview`, the panel): the slot's live avatar, moved by what the relay forwards, or by the
 * page's own camera with `camera=on`.
 */
export async function startShow(role: 'show' | 'preview', query: URLSearchParams): Promise<void> {
  const slot = query.get('slot') ?? DEFAULT_SLOT;
  const ownCamera = query.get('camera') === 'on';
  const notice = createNotice(document.body);
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  // The renderer starts while the relay answers and the portrait comes.
  const opening = openStage(canvas, readRendererChoice(query.get('renderer')));
  const pipeline = createPipeline(hashOf(slot));
  const portraits = startPortraitClient();
  let puppet: Puppet | null = null;
  let shown = '';
  let tracker: LiveTracker | null = null;
  let { tracking } = DEFAULT_SETTINGS;

  async function show(avatar: LibraryAvatar | undefined): Promise<void> {
    const wanted = avatar ? [avatar.id, avatar.picture, avatar.landmarks, avatar.revision].join() : '';
    if (wanted === shown) return;
    shown = wanted;
    if (!avatar) {
      notice.set('The avatar library is empty: add a folder with a picture and an avatar.json.');
      return;
    }
    try {
      const portrait = await loadAvatar(avatar, portraits, (step) => notice.set(puppet ? '' : `${avatar.name}: ${step} ...`));
      const stage = await opening;
      // Another avatar may have been chosen in the meantime.
      if (shown !== wanted) return;
      puppet = createPuppet(portrait.rig);
      stage.load(portrait.rig, portrait.pictures, puppet.deformation);
      notice.set('');
      document.body.dataset.avatar = avatar.id;
    } catch (error) {
      if (shown !== wanted) return;
      // The next change of the library tries again; until then the avatar before stays.
      shown = '';
      notice.set(`${avatar.name} cannot be shown: ${(error as Error).message}`);
    }
  }

  function adopt(state: RelayState): void {
    pipeline.motionSettings = state.settings.motion;
    tracking = state.settings.tracking;
    tracker?.setDetectionThreshold(tracking.detectionThreshold);
    tracker?.setStability(tracking.stability);
    void show(liveAvatar(state, slot));
  }

  function receive(bytes: Uint8Array): void {
    try {
      pipeline.receive(bytes, now());
    } catch (error) {
      if (!(error instanceof MotionFrameError)) throw error;
      notice.set(error.message);
    }
  }

  createLink({
    url: location.origin,
    role,
    slot,
    onSnapshot: adopt,
    onPatch: (_, state) => adopt(state),
    onMotion: (bytes) => {
      if (ownCamera) return;
      if (bytes) receive(bytes);
      else pipeline.end();
    },
  });
  if (ownCamera) {
    const { startLiveTracker } = await import('./live-tracker.ts');
    const onProblem = (message: string): void => notice.set(message);
    tracker = startLiveTracker({
      ...tracking,
      link: null,
      onMotion: receive,
      onCamera: () => onProblem(''),
      onProblem,
      onResult: () => {},
    });
  }

  const stage = await opening;
  function draw(): void {
    requestAnimationFrame(draw);
    if (!puppet) return;
    puppet.pose(pipeline.frame(now()));
    stage.draw();
  }
  requestAnimationFrame(draw);
}

async function openStage(canvas: HTMLCanvasElement, choice: RendererChoice): Promise<Stage> {
  const { createStage } = await import('../stage/create-stage.ts');
  const stage = await createStage(canvas, choice);
  const fit = (): void => stage.resize(innerWidth, innerHeight, devicePixelRatio);
  addEventListener('resize', fit);
  fit();
  return stage;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
