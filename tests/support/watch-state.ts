import type { RelayState } from '@masque/config/messages';
import { createLink, type Link } from '../../apps/overlay/src/link/create-link.ts';

/**
 * A panel's link to a relay, once it knows the state.
 * @param onState called with every state
 */
export function watchState(url: string, onState: (state: RelayState) => void): Promise<Link> {
  return new Promise((resolve) => {
    const link = createLink({
      url,
      role: 'panel',
      slot: 'main',
      onSnapshot(state) {
        onState(state);
        resolve(link);
      },
      onPatch: (_, state) => onState(state),
    });
  });
}
