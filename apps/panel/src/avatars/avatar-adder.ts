import type { Problem } from '@masque/config/messages';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';

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
      if (file.size > MOST_BYTES) throw new Error(t('unreadable', { name: file.name }));
      const answer = await preview.examine(file, file.name);
      if (!answer.ok) throw new Error(answer.message);
      body = new Blob([answer.picture], { type: 'image/png' });
      if (!answer.still) notes.value = [...notes.value, t('firstFrame', { name: file.name })];
    }
    const name = file.name.replace(/\.[^.]*$/, '') || file.name;
    const response = await fetch(`/api/avatars?name=${encodeURIComponent(name.slice(0, 80))}`, { method: 'POST', body });
    const said = (await response.json()) as { id: string; name: string } | { error: Problem };
    if ('error' in said) throw new Error(said.error.message);
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

/** A zip file, whatever it is called. */
async function isArchive(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}
