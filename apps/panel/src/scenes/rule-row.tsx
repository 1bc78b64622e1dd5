import { DEFAULT_PLACEMENT } from '@masque/config/look';
import type { RelayState } from '@masque/config/messages';
import { ruleOf } from '@masque/config/messages';
import type { SceneRule } from '@masque/config/scene-rules';
import { lookOf } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import type { PanelLink } from '../link.ts';
import { PlacementSliders } from '../parts/placement-sliders.tsx';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';

export interface RuleRowProps {
  link: PanelLink;
  state: RelayState;
  scene: string;
  onAdded: (scene: string) => void;
}

/** A scene: switch to it, add the overlay to it, and what happens when it comes. */
export function RuleRow({ link, state, scene, onAdded }: RuleRowProps) {
  const { obs, settings, avatars } = state;
  const online = obs.link === 'online';
  const known = obs.scenes.includes(scene);
  const rule = ruleOf(settings.scenes.rules, scene, DEFAULT_SLOT);
  const fresh: SceneRule = { scene, slot: DEFAULT_SLOT, avatar: null, placement: null, visible: true };
  const set = (change: Partial<SceneRule>, gesture?: string) =>
    link.command('scene.rule', { rule: { ...(rule ?? fresh), ...change }, gesture });
  const owner = rule?.avatar ?? settings.live[DEFAULT_SLOT];
  return (
    <li class={scene === obs.program ? 'scene program' : 'scene'}>
      <div class="heading">
        <h3>{scene}</h3>
        {scene === obs.program && <small class="on-air">{t('onAir')}</small>}
        {online && !known && <small>{t('sceneUnknown')}</small>}
        {!rule && <small>{t('noRule')}</small>}
        <span class="actions">
          {online && known && (
            <button
              type="button"
              onClick={async () => {
                if (await link.command('obs.add-source', { scene, slot: DEFAULT_SLOT })) onAdded(scene);
              }}
            >
              {t('addToScene')}
            </button>
          )}
          {rule ? (
            <button type="button" onClick={() => void link.command('scene.forget', { scene, slot: DEFAULT_SLOT })}>
              {t('removeRule')}
            </button>
          ) : (
            <button type="button" onClick={() => void set({})}>
              {t('addRule')}
            </button>
          )}
        </span>
      </div>
      {rule && (
        <div class="rule">
          <label class="field">
            {t('ruleAvatar')}
            <select value={rule.avatar ?? ''} onChange={(event) => void set({ avatar: event.currentTarget.value || null })}>
              <option value="">{t('keepAvatar')}</option>
              {rule.avatar !== null && !avatars.some(({ id }) => id === rule.avatar) && (
                <option value={rule.avatar} disabled>
                  {t('ruleMissing')}
                </option>
              )}
              {avatars.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Switch label={t('ruleVisible')} on={rule.visible} onSet={(visible) => set({ visible })} />
          <Switch
            label={t('ruleOwnPlace')}
            on={rule.placement !== null}
            onSet={(own) => set({ placement: own ? (owner ? lookOf(settings, owner).placement : DEFAULT_PLACEMENT) : null })}
          />
          {rule.placement && (
            <PlacementSliders
              placement={rule.placement}
              onChange={(change, gesture) => set({ placement: { ...(rule.placement ?? DEFAULT_PLACEMENT), ...change } }, gesture)}
            />
          )}
        </div>
      )}
    </li>
  );
}
