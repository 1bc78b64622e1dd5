import type { Expression } from '@masque/config/expression';
import type { LibraryAvatar } from '@masque/config/messages';
import type { FromPreview, HandPose, ToPreview, WarpRequest } from '@masque/config/preview';
import type { Take } from '@masque/config/take';
import { PictureError } from '../camera/read-picture.ts';
import { levelsOf } from '../core/motion/levels.ts';
import { loudnessCurve, openingCurve, warpTake } from '../core/motion/time-warp-take.ts';
import type { Pipeline } from '../pipeline.ts';
import type { PortraitClient } from '../portrait/portrait-client.ts';
import { examinePicture } from './examine-picture.ts';
import { findAvatarFit } from './portrait.ts';

/** Milliseconds between two messages about the signals. */
const SIGNALS_EVERY = 80;

/** What the preview and the panel around it say to each other. */
export interface PreviewChannel {
  /** Motion has come. */
  onMotion(now: number): void;
}

/** What the panel asks the preview to show; null to let it follow again. */
export interface PreviewListeners {
  onPose: (pose: HandPose | null) => void;
  onExpression: (expression: Expression | null) => void;
}

/** Listens to the page around the preview, if it is ours. */
export function openPreviewChannel(
  pipeline: Pipeline,
  portraits: PortraitClient,
  { onPose, onExpression }: PreviewListeners,
): PreviewChannel {
  const tell = (message: FromPreview): void => parent.postMessage(message, location.origin);
  let last = Number.NEGATIVE_INFINITY;

  addEventListener('message', ({ data, origin, source }: MessageEvent<ToPreview>) => {
    if (origin !== location.origin || source !== parent) return;
    if (data.type === 'pose') onPose(data.pose);
    else if (data.type === 'expression') onExpression(data.expression);
    else if (data.type === 'warp') tell({ type: 'warped', id: data.id, take: warp(data) });
    else if (data.type === 'fit') void fit(data.id, data.avatar);
    else if (data.type === 'examine') void examine(data.id, new Blob([data.file]), data.name);
  });

  function warp({ take, onto, name }: WarpRequest): Take | null {
    try {
      return warpTake(take, 'samples' in onto ? loudnessCurve(onto.samples, onto.rate) : openingCurve(onto), name);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  async function fit(id: number, avatar: LibraryAvatar): Promise<void> {
    try {
      tell({ type: 'fitted', id, ok: true, fit: await findAvatarFit(avatar, portraits) });
    } catch (error) {
      tell({ type: 'fitted', id, ok: false, message: (error as Error).message });
    }
  }

  async function examine(id: number, file: Blob, name: string): Promise<void> {
    try {
      const { picture, still } = await examinePicture(file, name, portraits);
      tell({ type: 'examined', id, ok: true, picture: await picture.arrayBuffer(), still });
    } catch (error) {
      const { reason, size } = error instanceof PictureError ? error : { reason: 'other' as const, size: '' };
      tell({ type: 'examined', id, ok: false, reason, size, message: (error as Error).message });
    }
  }

  tell({ type: 'ready' });

  return {
    onMotion(now) {
      if (now - last < SIGNALS_EVERY) return;
      last = now;
      tell({ type: 'signals', tracked: levelsOf(pipeline.received), tuned: levelsOf(pipeline.wanted) });
    },
  };
}
