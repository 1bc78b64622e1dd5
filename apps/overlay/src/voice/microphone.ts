import type { VoiceProblem } from '@masque/config/reports';

/** A microphone that is open. */
export interface Microphone {
  stream: MediaStream;
  track: MediaStreamTrack;
  /** Its name as the system gives it. */
  label: string;
  stop(): void;
}

/** Why no microphone could be opened. */
export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
  constructor(
    readonly problem: VoiceProblem,
    cause?: unknown,
  ) {
    super(`The microphone cannot be used: ${problem}.`, { cause });
  }
}

/** By the browser's name for what went wrong. */
const PROBLEMS: Record<string, VoiceProblem> = {
  NotAllowedError: 'blocked',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
};

/**
 * Opens a microphone, as it is: what a call would do to its sound takes time and muffles what visemes are told by.
 * @param label its name; empty, or the name of one that is not there, opens the browser's default
 * @throws MicrophoneError
 */
export async function openMicrophone(label: string): Promise<Microphone> {
  if (!navigator.mediaDevices?.getUserMedia) throw new MicrophoneError('insecure');
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
  try {
    let stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
    // Browsers tell the names of microphones only once one was allowed.
    const wanted = label && (await listMicrophones()).find((device) => device.label === label);
    if (wanted && wanted.label !== stream.getAudioTracks()[0].label) {
      for (const track of stream.getTracks()) track.stop();
      stream = await navigator.mediaDevices.getUserMedia({ audio: { ...plain, deviceId: { exact: wanted.deviceId } } });
    }
    const [track] = stream.getAudioTracks();
    return { stream, track, label: track.label, stop: () => track.stop() };
  } catch (error) {
    throw new MicrophoneError(PROBLEMS[(error as DOMException).name] ?? 'failed', error);
  }
}

/** The microphones whose names are known; the entries that stand for the system's choice are left out. */
export async function listMicrophones(): Promise<MediaDeviceInfo[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return devices.filter(({ kind, label, deviceId }) => kind === 'audioinput' && label && !['default', 'communications'].includes(deviceId));
}
