import { BACKGROUNDS, type BackgroundKind, DEFAULT_LOOK, type Effects, type LookChange, SIGNAL_GROUPS } from '@masque/config/look';
import type { LibraryAvatar } from '@masque/config/messages';
import { lookOf, type Settings } from '@masque/config/settings';
import type { PanelLink } from '../link.ts';
import { GROUP_TEXTS } from '../motion/signals-section.tsx';
import { PlacementSliders } from '../parts/placement-sliders.tsx';
import { Slider } from '../parts/slider.tsx';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

const BACKGROUND_TEXTS: Record<BackgroundKind, TextKey> = {
  picture: 'bgPicture',
  transparent: 'bgTransparent',
  green: 'bgGreen',
  blue: 'bgBlue',
  colour: 'bgColour',
};

const EFFECT_TEXTS: Record<keyof Effects, TextKey> = { light: 'effectLight', shadow: 'effectShadow', blush: 'effectBlush' };

/** How the avatar on air is shown: placement, background, effects, how strongly it moves. */
export function LookSection({ link, settings, avatar }: { link: PanelLink; settings: Settings; avatar: LibraryAvatar }) {
  const { placement, background, effects, gains } = lookOf(settings, avatar.id);
  const change = (look: LookChange, gesture?: string) => link.command('avatar.look', { avatar: avatar.id, change: look, gesture });
  const reset = (key: keyof typeof DEFAULT_LOOK) => (
    <button type="button" class="quiet" aria-label={`${t('reset')}: ${t(key)}`} onClick={() => void change({ [key]: DEFAULT_LOOK[key] })}>
      {t('reset')}
    </button>
  );
  return (
    <>
      <section aria-labelledby="placement">
        <div class="heading">
          <h2 id="placement">
            {t('placement')} <small>{avatar.name}</small>
          </h2>
          {reset('placement')}
        </div>
        <p class="hint">{t('placementHint')}</p>
        <PlacementSliders placement={placement} onChange={(next, gesture) => change({ placement: next }, gesture)} />
      </section>
      <section aria-labelledby="background">
        <h2 id="background">
          {t('background')} <small>{avatar.name}</small>
        </h2>
        <div class="choices" role="radiogroup" aria-labelledby="background">
          {BACKGROUNDS.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="background"
                checked={background.kind === kind}
                onChange={() => void change({ background: { kind } })}
              />
              <i class={`swatch ${kind}`} style={kind === 'colour' ? { background: background.colour } : {}} />
              {t(BACKGROUND_TEXTS[kind])}
            </label>
          ))}
          {background.kind === 'colour' && (
            <input
              type="color"
              aria-label={t('bgColour')}
              value={background.colour}
              onInput={(event) => void change({ background: { colour: event.currentTarget.value } }, 'background-colour')}
            />
          )}
        </div>
      </section>
      <section aria-labelledby="effects">
        <div class="heading">
          <h2 id="effects">
            {t('effects')} <small>{avatar.name}</small>
          </h2>
          {reset('effects')}
        </div>
        <div class="pairs">
          {(Object.keys(EFFECT_TEXTS) as (keyof Effects)[]).map((effect) => (
            <Slider
              key={effect}
              label={t(EFFECT_TEXTS[effect])}
              max={1}
              value={effects[effect]}
              onMove={(strength, gesture) => change({ effects: { [effect]: strength } }, gesture)}
            />
          ))}
        </div>
      </section>
      <section aria-labelledby="gains">
        <div class="heading">
          <h2 id="gains">
            {t('gains')} <small>{avatar.name}</small>
          </h2>
          {reset('gains')}
        </div>
        <div class="pairs">
          {SIGNAL_GROUPS.map((group) => (
            <Slider
              key={group}
              label={t(GROUP_TEXTS[group])}
              max={3}
              value={gains[group]}
              onMove={(gain, gesture) => change({ gains: { [group]: gain } }, gesture)}
            />
          ))}
        </div>
      </section>
    </>
  );
}
