import { type Camera, type CameraFormat, openCamera } from './camera.ts';

/** Keeps a camera running: opens it again when it was unplugged, taken away or was not there yet. */
export interface CameraKeeper {
  /** Opens this camera in place of the present one; without an id the browser's default. */
  choose(deviceId?: string): void;
  /** Lets go of the camera until the next choice. */
  pause(): void;
  close(): void;
}

export interface CameraKeeperOptions {
  format?: CameraFormat;
  /** Opens none until one is chosen. */
  paused?: boolean;
  /** A camera runs (again). */
  onCamera: (camera: Camera) => void;
  /** None runs; the message tells the user why. Called again only when the message changes. */
  onProblem: (message: string) => void;
}

/** Milliseconds between tries while the camera is missing or used elsewhere. */
const RETRY_AFTER = 3000;
const UNPLUGGED = 'The camera was disconnected. Plug it in again; tracking goes on by itself.';

/** Opens a camera and holds on to it until closed. */
export function keepCamera(options: CameraKeeperOptions, deviceId?: string): CameraKeeper {
  const { format, onCamera, onProblem } = options;
  let wanted = deviceId;
  let camera: Camera | null = null;
  let problem = '';
  let timer = 0;
  // Each choice is a new round; what an older round still opens is closed at once.
  let round = 0;
  let paused = options.paused ?? false;

  const report = (message: string): void => {
    if (message !== problem) onProblem(message);
    problem = message;
  };

  const open = async (): Promise<void> => {
    const mine = ++round;
    window.clearTimeout(timer);
    try {
      const opened = await openCamera(wanted, format);
      if (mine !== round) {
        opened.stop();
        return;
      }
      camera = opened;
      problem = '';
      opened.track.addEventListener('ended', () => {
        if (camera !== opened) return;
        camera = null;
        report(UNPLUGGED);
        retryLater();
      });
      onCamera(opened);
    } catch (error) {
      if (mine !== round) return;
      report((error as Error).message);
      // A refusal stands until the user changes it; asking again would only annoy.
      if (((error as Error).cause as DOMException | undefined)?.name !== 'NotAllowedError') retryLater();
    }
  };

  const retryLater = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void open(), RETRY_AFTER);
  };

  const onDeviceChange = (): void => {
    if (!camera && !paused) void open();
  };

  const release = (): void => {
    camera?.stop();
    camera = null;
  };

  navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);
  if (!paused) void open();
  return {
    choose(next) {
      wanted = next;
      paused = false;
      problem = '';
      release();
      void open();
    },
    pause() {
      round++;
      paused = true;
      window.clearTimeout(timer);
      release();
    },
    close() {
      round++;
      window.clearTimeout(timer);
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      release();
    },
  };
}
