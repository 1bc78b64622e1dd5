import type { ExamineAnswer, PictureRefusal } from '@masque/config/preview';
import type { Problem } from '@masque/config/refusal';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import { problemText, t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

/** Takes pictures and archives into the library. */
export interface AvatarAdder {
  add(files: readonly File[]): Promise<void>;
  /** Name of the file that is being looked at; empty when none is. */
  progress: ReadonlySignal<string>;
  /** What became of the last files, for people. */
  notes: ReadonlySignal<readonly string[]>;
  refusals: ReadonlySignal<readonly string[]>;
}

/** Larger files are not even read. */
const MOST_BYTES = 64 * 1024 * 1024;

export function createAvatarAdder(link: PanelLink, preview: PreviewLink): AvatarAdder {
  const progress = signal('');
  const notes = signal<readonly string[]>([]);
  const refusals = signal<readonly string[]>([]);

  async function addOne(file: File): Promise<void> {
    const archive = await isArchive(file);
    let body: Blob = file;
    if (!archive) {
      if (file.size > MOST_BYTES) throw new Error(t('refusedTooLarge', { name: file.name, size: `${Math.round(file.size / 2 ** 20)} MB` }));
      const answer = await preview.examine(file, file.name);
      if (!answer.ok) throw new Error(refusalText(answer, file.name));
      body = new Blob([answer.picture], { type: 'image/png' });
      if (!answer.still) notes.value = [...notes.value, t('firstFrame', { name: file.name })];
    }
    const name = file.name.replace(/\.[^.]*$/, '') || file.name;
    const response = await fetch(`/api/avatars?name=${encodeURIComponent(name.slice(0, 80))}`, { method: 'POST', body });
    const said = (await response.json()) as { id: string; name: string } | { error: Problem };
    if ('error' in said) throw new Error(problemText(said.error));
    notes.value = [...notes.value, t('added', { name: said.name })];
    await link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: said.id });
  }

  return {
    progress,
    notes,
    refusals,
    async add(files) {
      notes.value = [];
      refusals.value = [];
      for (const file of files) {
        progress.value = file.name;
        try {
          await addOne(file);
        } catch (error) {
          refusals.value = [...refusals.value, (error as Error).message];
        }
      }
      progress.value = '';
    },
  };
}

const REFUSAL_TEXTS: Record<Exclude<PictureRefusal, 'other'>, TextKey> = {
  unknown: 'refusedUnknown',
  heic: 'refusedHeic',
  svg: 'refusedSvg',
  'too-large': 'refusedTooLarge',
  'too-small': 'refusedTooSmall',
  damaged: 'refusedDamaged',
  'no-face': 'refusedNoFace',
};

function refusalText({ reason, size, message }: Extract<ExamineAnswer, { ok: false }>, name: string): string {
  return reason === 'other' ? message : t(REFUSAL_TEXTS[reason], { name, size });
}

/** A zip file, whatever it is called. */
async function isArchive(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}
