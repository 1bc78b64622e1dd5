import { type Avatar, parseAvatar } from '@masque/config/avatar';
import { type Look, lookSchema } from '@masque/config/look';
import { RefusedError } from '@masque/config/refusal';
import { parseRigPoints } from '@masque/config/rig-points';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** An avatar as one file: a zip of its folder's files, with how it is shown. */
export interface AvatarArchive {
  avatar: Avatar;
  look: Look | null;
  /** The picture and whatever else belongs to it, by name; without avatar.json. */
  files: Record<string, Uint8Array>;
}

const LOOK_FILE = 'look.json';
const MOST_FILES = 32;
const MOST_BYTES = 128 * 1024 * 1024;
const FILE_NAME = /^\w[\w .-]*\.(png|jpe?g|webp|json)$/i;

export function packAvatar({ avatar, look, files }: AvatarArchive): Uint8Array {
  const json = (document: unknown): Uint8Array => strToU8(`${JSON.stringify(document, null, 2)}\n`);
  // Pictures are packed already.
  return zipSync({ 'avatar.json': json(avatar), ...(look && { [LOOK_FILE]: json(look) }), ...files }, { level: 0 });
}

/**
 * @throws RefusedError `bad-file` with what is wrong: no zip, no avatar in it, a path, a kind of file that no avatar has, or more
 *   than an avatar can be
 */
export function unpackAvatar(bytes: Uint8Array): AvatarArchive {
  const entries = unzip(bytes);
  if (!entries['avatar.json']) throw bad('there is no avatar.json in it');
  const { 'avatar.json': avatarJson, [LOOK_FILE]: lookJson, ...files } = entries;
  let avatar: Avatar;
  try {
    avatar = parseAvatar(JSON.parse(strFromU8(avatarJson)));
  } catch (error) {
    throw bad(`its avatar.json cannot be read: ${(error as Error).message}`);
  }
  for (const name of [avatar.picture, avatar.landmarks, avatar.points]) {
    if (name && !files[name]) throw bad(`${name} is missing in it`);
  }
  if (!pictureKind(files[avatar.picture])) throw bad(`${avatar.picture} in it is no picture`);
  if (avatar.points) checkPoints(files[avatar.points], avatar.points);
  return { avatar, look: lookJson ? readLook(lookJson) : null, files };
}

/** What a picture is, by how it begins; null for anything that is no PNG, JPEG or WebP. */
export function pictureKind(bytes: Uint8Array): 'png' | 'jpg' | 'webp' | null {
  const text = strFromU8(bytes.subarray(0, 12), true);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpg';
  return text.startsWith('RIFF') && text.endsWith('WEBP') ? 'webp' : null;
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let count = 0;
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!FILE_NAME.test(name)) throw bad(`it holds "${name.slice(0, 80)}", which no avatar has`);
        total += originalSize;
        if (++count > MOST_FILES || total > MOST_BYTES) throw bad('it holds more than an avatar can be');
        return true;
      },
    });
  } catch (error) {
    throw error instanceof RefusedError ? error : bad('it is damaged');
  }
}

function checkPoints(bytes: Uint8Array, name: string): void {
  try {
    parseRigPoints(JSON.parse(strFromU8(bytes)));
  } catch (error) {
    throw bad(`${name} in it cannot be read: ${(error as Error).message}`);
  }
}

function readLook(bytes: Uint8Array): Look | null {
  try {
    return lookSchema.parse(JSON.parse(strFromU8(bytes)));
  } catch {
    // How it was shown is not worth refusing an avatar for.
    return null;
  }
}

function bad(reason: string): RefusedError {
  return new RefusedError('bad-file', `This archive cannot be used: ${reason}.`);
}
