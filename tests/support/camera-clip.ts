import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAvatarPage } from './avatar-page.ts';

/** Chromium's flags for a camera that plays a clip over and over, and that is granted without asking. @param clip an .mjpeg */
export function fakeCamera(clip: string): string[] {
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${clip}`];
}

export interface CameraClip {
  file: string;
  remove(): void;
}

/** Films Rowan under the known motion, 640 x 480. @param every as for the avatar page's `film` */
export async function filmCameraClip(every: number): Promise<CameraClip> {
  const folder = mkdtempSync(path.join(tmpdir(), 'masque-'));
  const file = path.join(folder, 'known.mjpeg');
  const avatar = await openAvatarPage();
  try {
    await avatar.call('show', 'rowan', 480, 560);
    const film = await avatar.call('film', 640, 480, every);
    writeFileSync(file, Buffer.concat(film.map((base64) => Buffer.from(base64, 'base64'))));
  } finally {
    await avatar.close();
  }
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
