import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import express, { type Router } from 'express';
import writeFileAtomic from 'write-file-atomic';

/** What a page made of an avatar's picture, opaque to the relay: the avatar's revision, pixels of the longer side, what made it. */
const NAME = /^[0-9a-f]{24}-\d{1,5}-[\w-]{1,32}$/;
/** The name under which a file is written, before it is moved to its place. */
const LEFTOVER = /\.\d+$/;
const AVATAR = /^[a-z0-9][a-z0-9-]{0,63}$/;
const MOST_BYTES = 48 * 1024 * 1024;

export interface Analyses {
  router: Router;
  /** Path below the router of what is kept for a revision of an avatar; null for nothing. */
  find(avatar: string, revision: string): Promise<string | null>;
}

/**
 * Keeps what was made of each avatar's picture (rig, layers), so that a page which only shows loads no model.
 * The newest of an avatar replaces the ones before it; nothing here is missed when it is deleted.
 * @param dir where they are kept; made when the first one comes
 */
export function createAnalyses(dir: string, log: (line: string) => void): Analyses {
  const router = express.Router();
  // What a kill during a write has left behind.
  const names = existsSync(dir) ? readdirSync(dir) : [];
  for (const name of names) if (LEFTOVER.test(name)) rmSync(path.join(dir, name), { force: true });

  router.param('avatar', (_, response, next, avatar: string) => (AVATAR.test(avatar) ? next() : response.status(404).end()));
  router.param('name', (_, response, next, name: string) => (NAME.test(name) ? next() : response.status(404).end()));

  router.get('/:avatar/:name', (request, response) => {
    const { avatar, name } = request.params;
    response.sendFile(
      `${avatar}.${name}`,
      { root: dir, cacheControl: false, headers: { 'Cache-Control': 'no-store', 'Content-Type': 'application/octet-stream' } },
      (error) => {
        if (error && !response.headersSent) response.status(404).end();
      },
    );
  });

  router.put('/:avatar/:name', express.raw({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    const { avatar, name } = request.params;
    const file = `${avatar}.${name}`;
    try {
      await mkdir(dir, { recursive: true });
      await writeFileAtomic(path.join(dir, file), request.body as Buffer);
      for (const other of await readdir(dir))
        if (other.startsWith(`${avatar}.`) && other !== file) await rm(path.join(dir, other), { force: true });
      response.status(204).end();
    } catch (error) {
      log(`What was found out about ${avatar} could not be kept in ${dir}: ${(error as Error).message}`);
      response.status(507).end();
    }
  });
  return {
    router,
    async find(avatar, revision) {
      const kept = await readdir(dir).catch(() => []);
      const file = kept.find((name) => name.startsWith(`${avatar}.${revision}-`) && !LEFTOVER.test(name));
      return file ? file.replace('.', '/') : null;
    },
  };
}
