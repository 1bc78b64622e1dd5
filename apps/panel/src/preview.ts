import type { Expression } from '@masque/config/expression';
import type { LibraryAvatar } from '@masque/config/messages';
import type {
  ExamineAnswer,
  FitAnswer,
  FoundFit,
  FromPreview,
  HandPose,
  SignalLevels,
  ToPreview,
  WarpRequest,
} from '@masque/config/preview';
import type { Take } from '@masque/config/take';
import { type ReadonlySignal, signal } from '@preact/signals';

/** What the preview knows: the picture that examines pictures, shows poses, and tells how the signals go. */
export interface PreviewLink {
  /** The frame to talk with; null when it is gone. */
  attach(frame: HTMLIFrameElement | null): void;
  /** Null while no motion comes. */
  signals: ReadonlySignal<{ tracked: SignalLevels; tuned: SignalLevels } | null>;
  /** Sets the preview's face by hand; null lets it follow again. */
  pose(pose: HandPose | null): void;
  /** Shows an expression there in place of those that are on; null shows those again. */
  tryOn(expression: Expression | null): void;
  /** Whether a file can be an avatar; its picture in plain colours if so. */
  examine(file: Blob, name: string): Promise<ExamineAnswer>;
  /** Where an avatar's features are found, whatever was placed by hand. @throws Error with one line for the user */
  fit(avatar: LibraryAvatar): Promise<FoundFit>;
  /** A take in the time of another, or of a sound; null where nobody speaks in one of the two. */
  warp(take: Take, onto: WarpRequest['onto'], name: string): Promise<Take | null>;
}

/** Milliseconds without signals after which nobody tracks. */
const SILENCE = 1000;

export function createPreviewLink(): PreviewLink {
  const signals = signal<{ tracked: SignalLevels; tuned: SignalLevels } | null>(null);
  const waiting = new Map<number, (answer: ExamineAnswer) => void>();
  const warping = new Map<number, (take: Take | null) => void>();
  const fitting = new Map<number, { avatar: LibraryAvatar; resolve: (answer: FitAnswer) => void }>();
  let frame: HTMLIFrameElement | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;

  const tell = (message: ToPreview, transfer: Transferable[] = []): void =>
    frame?.contentWindow?.postMessage(message, { targetOrigin: location.origin, transfer });

  addEventListener('message', ({ data, origin, source }: MessageEvent<FromPreview>) => {
    if (origin !== location.origin || source !== frame?.contentWindow) return;
    if (data.type === 'examined') {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    } else if (data.type === 'warped') {
      warping.get(data.id)?.(data.take);
      warping.delete(data.id);
    } else if (data.type === 'ready') {
      // What was asked before it listened, or of the one that was reloaded since.
      for (const [id, { avatar }] of fitting) tell({ type: 'fit', id, avatar });
    } else if (data.type === 'fitted') {
      fitting.get(data.id)?.resolve(data);
      fitting.delete(data.id);
    } else if (data.type === 'signals') {
      signals.value = { tracked: data.tracked, tuned: data.tuned };
      clearTimeout(quiet);
      quiet = setTimeout(() => (signals.value = null), SILENCE);
    }
  });

  return {
    attach: (next) => void (frame = next),
    signals,
    pose: (pose) => tell({ type: 'pose', pose }),
    tryOn: (expression) => tell({ type: 'expression', expression }),
    async examine(file, name) {
      const bytes = await file.arrayBuffer();
      const id = nextId++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        tell({ type: 'examine', id, file: bytes, name }, [bytes]);
      });
    },
    async fit(avatar) {
      const id = nextId++;
      const answer = await new Promise<FitAnswer>((resolve) => {
        fitting.set(id, { avatar, resolve });
        tell({ type: 'fit', id, avatar });
      });
      if (!answer.ok) throw new Error(answer.message);
      return answer.fit;
    },
    warp(take, onto, name) {
      const id = nextId++;
      return new Promise((resolve) => {
        warping.set(id, resolve);
        tell({ type: 'warp', id, take, onto, name });
      });
    },
  };
}
