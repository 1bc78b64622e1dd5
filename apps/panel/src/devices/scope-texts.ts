import type { DeviceScope, PairedScope } from '@masque/config/device';
import type { TextKey } from '../text/texts.ts';

export const SCOPE_TEXTS: Record<DeviceScope, TextKey> = {
  pad: 'scopePad',
  panel: 'scopePanel',
  tracker: 'scopeTracker',
  overlay: 'scopeOverlay',
  api: 'scopeApi',
};

export const SCOPE_HINTS: Record<PairedScope, TextKey> = {
  pad: 'scopePadHint',
  panel: 'scopePanelHint',
  tracker: 'scopeTrackerHint',
  overlay: 'scopeOverlayHint',
};
