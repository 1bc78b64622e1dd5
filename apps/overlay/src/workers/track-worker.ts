import { expressionsOf } from '@masque/config/expression';
import type { RelayState } from '@masque/config/messages';
import { encodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS, settingsUnder } from '@masque/config/settings';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createDriver, type Driver } from '../core/face/driver.ts';
import { restoreNeutral, saveNeutral } from '../core/face/neutral.ts';
import { createTriggers } from '../core/motion/triggers.ts';
import { createLink, type Link } from '../link/create-link.ts';
import type { DriveRequest, FromDriver, ToDriver } from '../roles/drive-messages.ts';
import { createVoiceDriver } from '../roles/voice-driver.ts';
import { serveTracker } from '../tracker/serve-tracker.ts';

let driver: Driver | null = null;
let link: Link | null = null;
let port: MessagePort | null = null;
let slot = DEFAULT_SLOT;
/** Which expressions the face calls is decided here, once for all overlays. */
const triggers = createTriggers();
let driving = true;
const voice = createVoiceDriver({ settings: DEFAULT_SETTINGS.voice, send, report: (report) => link?.report(report) });
/** The neutral that the page was last told of. */
let told: unknown = null;

/** Milliseconds between reports of a neutral that still drifts. */
const TELL_EVERY = 5000;
let lastTold = 0;

const tell = (message: FromDriver): void => port?.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<DriveRequest | { type: string }>) => {
  if (data.type !== 'drive') return;
  const request = data as DriveRequest;
  driver = createDriver(request.stability, null);
  port = request.port;
  port.onmessage = ({ data: order }: MessageEvent<ToDriver>) => obey(order);
  if (!request.link) return;
  slot = request.link.slot;
  link = createLink({
    ...request.link,
    role: 'track',
    idle: true,
    onSnapshot: adopt,
    onPatch: (_, state) => adopt(state),
    onState: (state) => tell({ type: 'link', state }),
    onTakenOver(takenOver) {
      driving = !takenOver;
      tell({ type: 'taken-over', takenOver });
    },
    onOrder: (order) => tell({ type: 'order', order }),
  });
});

function adopt({ settings, cameras }: RelayState): void {
  const { tracking } = settingsUnder(settings, cameras[slot]);
  if (driver) driver.stability = tracking.stability;
  triggers.expressions = expressionsOf(settings.expressions);
  if (voice.settings !== settings.voice) {
    voice.settings = settings.voice;
    tell({ type: 'voice', voice: settings.voice });
  }
  tell({ type: 'search', search: { detectionThreshold: tracking.detectionThreshold, maxFaces: tracking.maxFaces } });
}

function obey(order: ToDriver): void {
  if (!driver) return;
  switch (order.type) {
    case 'stability':
      driver.stability = order.stability;
      break;
    case 'camera':
      driver = createDriver(driver.stability, restoreNeutral(order.remembered));
      break;
    case 'recalibrate':
      driver.recalibrate();
      break;
    case 'recentre':
      driver.recentre();
      break;
    case 'sound':
      voice.hear(order.frame, order.time);
      break;
    case 'listening':
      voice.listening = order.listening;
      break;
    case 'report':
      link?.report(order.report);
      break;
    case 'close':
      link?.close();
  }
}

function send(motion: Motion): void {
  const bytes = encodeMotion(motion, { dense: motion.presence });
  if (link) link.sendMotion(bytes);
  else tell({ type: 'motion', bytes });
}

/** An expression that was deleted just now, or a relay that is gone, is no matter: the face goes on. */
function call(id: string, op: 'press' | 'release'): void {
  void link?.command('expression', { slot, id, op }).catch(() => {});
}

serveTracker((result, post) => {
  const motion = driver?.frame(result.landmarks, result.score, result.time);
  if (motion) {
    if (link && driving) triggers.frame(motion, call);
    const joined = voice.join(motion, result.time);
    if (joined) send(joined);
  }
  keepNeutral(result.time);
  // The page wants figures, not landmarks.
  post({ type: 'result', result: { ...result, landmarks: null } });
});

function keepNeutral(time: number): void {
  if (!driver?.neutral) {
    told = null;
    return;
  }
  if (told === driver.neutral && time - lastTold < TELL_EVERY) return;
  told = driver.neutral;
  lastTold = time;
  tell({ type: 'neutral', neutral: saveNeutral(driver.neutral) });
}
