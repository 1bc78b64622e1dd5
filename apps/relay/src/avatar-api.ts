import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { avatarNameSchema } from '@masque/config/avatar';
import type { Look } from '@masque/config/look';
import type { LibraryAvatar } from '@masque/config/messages';
import { type ErrorCode, RefusedError } from '@masque/config/refusal';
import express, { type ErrorRequestHandler, type Response, type Router } from 'express';
import { packAvatar, pictureKind, unpackAvatar } from './avatar-archive.ts';
import type { AvatarFiles } from './avatar-files.ts';

export interface AvatarApiOptions {
  avatars: () => readonly LibraryAvatar[];
  dirs: Record<LibraryAvatar['source'], string>;
  files: AvatarFiles;
  /** How an avatar is shown; null for one that is shown like any. */
  lookOf: (avatar: string) => Look | null;
  /** An avatar was added: it becomes known, and is shown like this. */
  onAdded: (id: string, look: Look | null) => Promise<void>;
  log: (line: string) => void;
}

const MOST_BYTES = 96 * 1024 * 1024;
const ARCHIVE = 'PK';

/** Takes pictures and archives into the library (`POST /`), and gives archives (`GET /:id/archive`). */
export function createAvatarApi({ avatars, dirs, files, lookOf, onAdded, log }: AvatarApiOptions): Router {
  const router = express.Router();

  router.get('/:id/archive', async (request, response) => {
    const avatar = avatars().find(({ id }) => id === request.params.id);
    if (!avatar) {
      refuse(response, 404, 'unknown-avatar', `There is no avatar "${request.params.id.slice(0, 64)}" in the library.`);
      return;
    }
    const { source, revision: _, ...document } = avatar;
    const folder = path.join(dirs[source], avatar.id);
    const names = (await readdir(folder)).filter((name) => [avatar.picture, avatar.landmarks, avatar.points].includes(name));
    const contents = await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(path.join(folder, name)))] as const));
    response.set({ 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${avatar.id}.masque"` });
    response.send(Buffer.from(packAvatar({ avatar: document, look: lookOf(avatar.id), files: Object.fromEntries(contents) })));
  });

  router.post('/', express.raw({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    try {
      const bytes = new Uint8Array(Buffer.isBuffer(request.body) ? request.body : []);
      const taken = (id: string): boolean => avatars().some((avatar) => avatar.id === id);
      const { avatar, look, contents } = read(bytes, String(request.query.name ?? ''));
      const id = await files.add(avatar, contents, taken);
      await onAdded(id, look);
      response.status(201).json({ id, name: avatar.name });
    } catch (error) {
      if (error instanceof RefusedError) {
        refuse(response, 400, error.code, error.message);
        return;
      }
      log(`An avatar could not be kept: ${(error as Error).message}`);
      refuse(response, 507, 'not-saved', `The avatar could not be kept: ${(error as Error).message}`);
    }
  });

  const tooLarge: ErrorRequestHandler = (error, _, response, next) => {
    if ((error as { type?: string }).type !== 'entity.too.large') return next(error);
    refuse(response, 413, 'too-large', `This file is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  };
  router.use(tooLarge);
  return router;
}

function read(bytes: Uint8Array, wantedName: string) {
  if (String.fromCharCode(...bytes.subarray(0, 2)) === ARCHIVE) {
    const { avatar, look, files } = unpackAvatar(bytes);
    return { avatar, look, contents: files };
  }
  const kind = pictureKind(bytes);
  if (!kind) throw new RefusedError('bad-file', 'This is no picture that Masque can read: use a PNG, JPEG or WebP file.');
  const name = avatarNameSchema.safeParse(wantedName).data ?? 'Avatar';
  const picture = `picture.${kind}`;
  return { avatar: { version: 1 as const, id: 'avatar', name, picture }, look: null, contents: { [picture]: bytes } };
}

function refuse(response: Response, status: number, code: ErrorCode, message: string): void {
  response.status(status).json({ error: { code, message } });
}
