import type { MadeToken } from '@masque/config/device';
import { BUILT_IN_EXPRESSIONS } from '@masque/config/expression';
import type { RelayState } from '@masque/config/messages';
import type { Problem } from '@masque/config/refusal';
import { useSignal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { CopyAddress } from '../parts/copy-address.tsx';
import { t } from '../text/language.ts';
import { askRelay } from './ask-relay.ts';
import { DeviceList } from './device-list.tsx';

/** Tokens for programs, and lines that are ready to be copied. */
export function ProgramsSection({ link, state }: { link: PanelLink; state: RelayState }) {
  const made = useSignal<string | null>(null);
  const line = (path: string, body?: object): string =>
    [
      `curl -X POST ${location.origin}/api/${path}`,
      `-H "Authorization: Bearer ${made.value ?? 'TOKEN'}"`,
      ...(body ? [`-d '${JSON.stringify(body)}'`] : []),
    ].join(' ');
  const scene = encodeURIComponent(state.obs.scenes[0] ?? 'Live');
  const avatar = state.avatars[0]?.id;

  return (
    <section aria-labelledby="programs">
      <h2 id="programs">{t('programs')}</h2>
      <p class="hint">{t('programsHint')}</p>
      <form
        class="fields"
        onSubmit={async (event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const name = String(new FormData(form).get('name')).trim();
          if (!name) return;
          try {
            made.value = (await askRelay<MadeToken>('/api/access/tokens', { name })).token;
            form.reset();
          } catch (error) {
            link.refuse(error as Problem);
          }
        }}
      >
        <label>
          {t('tokenName')}
          <input name="name" placeholder="Stream Deck" maxLength={60} required />
        </label>
        <button type="submit">{t('makeToken')}</button>
      </form>
      {made.value && (
        <div role="status">
          <p class="said">{t('tokenOnce')}</p>
          <CopyAddress label={t('token')} url={made.value} />
        </div>
      )}
      <DeviceList link={link} state={state} devices={state.devices.filter(({ scope }) => scope === 'api')} />
      <h3>{t('curlLines')}</h3>
      <CopyAddress label={t('curlExpression')} url={line(`expressions/${BUILT_IN_EXPRESSIONS[0].id}`, { op: 'toggle' })} />
      {avatar && <CopyAddress label={t('curlAvatar')} url={line(`avatars/${avatar}`)} />}
      <CopyAddress label={t('curlScene')} url={line(`scenes/${scene}`)} />
      <a href="/api/openapi.json" target="_blank" rel="noreferrer">
        {t('openApiLink')}
      </a>
    </section>
  );
}
