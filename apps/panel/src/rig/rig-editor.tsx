import { avatarUrl } from '@masque/config/avatar';
import { type LibraryAvatar, liveAvatar, type RelayState } from '@masque/config/messages';
import type { FoundFit } from '@masque/config/preview';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { useSignal } from '@preact/signals';
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import type { PanelLink } from '../link.ts';
import { HandSection } from '../motion/hand-section.tsx';
import { Slider } from '../parts/slider.tsx';
import { Switch } from '../parts/switch.tsx';
import type { PreviewLink } from '../preview.ts';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';
import { unsurePoints } from './handles.ts';
import { createRigEdit } from './rig-edit.ts';
import { MOST_ZOOM, RigView } from './rig-view.tsx';

export interface RigEditorProps {
  link: PanelLink;
  preview: PreviewLink;
  state: RelayState;
  avatar: LibraryAvatar;
  /** Fits another one instead, or none. */
  onFit: (id: string | null) => void;
}

const BY_TEXTS: Record<FoundFit['by'] | 'hand', TextKey> = {
  hand: 'fitByHand',
  drawing: 'fitByDrawing',
  photo: 'fitByPhoto',
  landmarks: 'fitByLandmarks',
  nothing: 'fitByNothing',
};
const NOBODY: ReadonlySet<number> = new Set();

/** Fits an avatar's face by hand; one that we ship is copied first. */
export function RigEditor(props: RigEditorProps) {
  const { link, avatar, onFit } = props;
  return (
    <>
      <section aria-labelledby="fit">
        <div class="heading">
          <h2 id="fit">{t('fitOf', { name: avatar.name })}</h2>
          <button type="button" onClick={() => onFit(null)}>
            {t('fitClose')}
          </button>
        </div>
        {avatar.source === 'shipped' ? <CopyFirst link={link} avatar={avatar} onFit={onFit} /> : <Editor {...props} />}
      </section>
      {avatar.source === 'user' && <HandSection preview={props.preview} />}
    </>
  );
}

function CopyFirst({ link, avatar, onFit }: Pick<RigEditorProps, 'link' | 'avatar' | 'onFit'>) {
  const ids = (): string[] => link.state.value?.avatars.map(({ id }) => id) ?? [];
  return (
    <p>
      {t('fitShipped', { name: avatar.name })}{' '}
      <button
        type="button"
        class="primary"
        onClick={async () => {
          const before = ids();
          if (!(await link.command('avatar.duplicate', { avatar: avatar.id }))) return;
          const copy = ids().find((id) => !before.includes(id));
          if (!copy) return;
          await link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: copy });
          onFit(copy);
        }}
      >
        {t('fitCopy')}
      </button>
    </p>
  );
}

function Editor({ link, preview, state, avatar }: RigEditorProps) {
  const { id, picture } = avatar;
  const edit = useMemo(() => createRigEdit(id, link, preview), [id, link, preview]);
  const mirrored = useSignal(true);
  const zoom = useSignal(1);
  const setZoom = useCallback((to: number) => void (zoom.value = to), [zoom]);
  useEffect(() => void edit.follow(avatar), [edit, avatar.revision]);
  // Nothing that was moved is lost.
  useEffect(() => {
    const flush = (): void => void edit.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [edit]);
  const rig = edit.points.value;
  const by = edit.by.value;
  const unsure = rig && by !== 'hand' ? unsurePoints(edit.sigma.value) : NOBODY;
  if (edit.problem.value) return <p class="warning">{t('fitFailed', { reason: edit.problem.value })}</p>;
  if (!rig || !by) return <p class="said">{t('fitLooking')}</p>;
  return (
    <>
      <p class="hint">{t('fitHint')}</p>
      {liveAvatar(state, DEFAULT_SLOT)?.id !== id && (
        <p class="hint">
          {t('fitOffAir')}{' '}
          <button type="button" class="quiet" onClick={() => void link.command('avatar.show', { slot: DEFAULT_SLOT, avatar: id })}>
            {t('show')}
          </button>
        </p>
      )}
      <RigView
        picture={avatarUrl(avatar, picture)}
        rig={rig}
        unsure={unsure}
        mirrored={mirrored.value}
        zoom={zoom.value}
        onZoom={setZoom}
        onMove={edit.hold}
        onLeave={edit.keep}
      />
      <p class="said" role="status">
        {t(BY_TEXTS[by])} {unsure.size > 0 && t('fitUnsure')} {by === 'hand' && t(edit.saving.value ? 'fitSaving' : 'fitSaved')}
      </p>
      <div class="rig-tools">
        <Slider
          label={t('zoom')}
          min={0}
          max={Math.log(MOST_ZOOM)}
          value={Math.log(zoom.value)}
          format={(value) => `${Math.round(100 * Math.exp(value))}%`}
          onMove={(value) => setZoom(Math.exp(value))}
        />
        <Switch label={t('fitMirror')} on={mirrored.value} onSet={(on) => (mirrored.value = on)} />
        <div class="row">
          <button type="button" disabled={edit.steps.value.undo === 0} onClick={() => void edit.undo()}>
            {t('undo')}
          </button>
          <button type="button" disabled={edit.steps.value.redo === 0} onClick={() => void edit.redo()}>
            {t('redo')}
          </button>
          <button type="button" disabled={!avatar.points} onClick={() => void edit.fitAgain()}>
            {t('fitAgain')}
          </button>
        </div>
      </div>
    </>
  );
}
