/** A camera that is running. */
export interface Camera {
  stream: MediaStream;
  track: MediaStreamTrack;
  deviceId: string;
  /** The device's name as the system gives it. */
  label: string;
  stop(): void;
}

export interface CameraFormat {
  width: number;
  height: number;
  frameRate: number;
}

export interface CameraDevice {
  deviceId: string;
  label: string;
}

/** Wide enough for a face at a desk; more pixels cost time and give the 192-pixel model nothing. */
const DEFAULT_FORMAT: CameraFormat = { width: 640, height: 480, frameRate: 30 };

/** What went wrong, by the browser's name for it, and what the user can do. */
const MESSAGES: Record<string, string> = {
  NotAllowedError: 'The camera is blocked. Click the camera symbol in the address bar, allow the camera for this page, and reload.',
  NotFoundError: 'No camera was found. Plug one in, or choose another in the list.',
  OverconstrainedError: 'The chosen camera is not connected. Plug it in, or choose another in the list.',
  NotReadableError: 'The camera is used by another program (OBS, a call, another browser). Close it there, then try again.',
  AbortError: 'The camera stopped while it was being opened. Unplug it, plug it in again and retry.',
};

/**
 * Opens a camera. Rejects with an error whose message tells the user what to do; its `cause` is the browser's own.
 * @param deviceId from `listCameras`; without it the browser's default
 */
export async function openCamera(deviceId?: string, format: CameraFormat = DEFAULT_FORMAT): Promise<Camera> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new Error(
      'This page may not use a camera because its address is not secure. Open it as http://127.0.0.1 (as printed by npm start) or over https.',
    );
  }
  const video: MediaTrackConstraints = {
    width: { ideal: format.width },
    height: { ideal: format.height },
    frameRate: { ideal: format.frameRate },
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (cause) {
    const { name, message } = cause as DOMException;
    throw new Error(MESSAGES[name] ?? `The camera could not be opened (${name}: ${message}). Try another camera or browser.`, { cause });
  }
  const [track] = stream.getVideoTracks();
  return { stream, track, deviceId: track.getSettings().deviceId ?? '', label: track.label, stop: () => track.stop() };
}

/** The connected cameras. Browsers give names only after a camera has been allowed; until then they are numbered. */
export async function listCameras(): Promise<CameraDevice[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  return cameras.map(({ deviceId, label }, i) => ({ deviceId, label: label || `Camera ${i + 1}` }));
}
