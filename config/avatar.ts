import { z } from 'zod';
import { DocumentError, type Migration, migrate } from './versioned.ts';

const migrations: readonly Migration[] = [];

/** Letters, digits and dashes: an avatar's id is the name of its folder and part of its address. */
export const avatarIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is made of small letters, digits and dashes');

/** What people read. */
export const avatarNameSchema = z.string().trim().min(1).max(80);

/** A file beside `avatar.json`; never a path. */
const fileName = (extensions: string) =>
  z
    .string()
    .max(128)
    .regex(
      new RegExp(`^[\\w][\\w .-]*\\.(${extensions})$`, 'i'),
      `a file in the avatar's folder that ends in ${extensions.replaceAll('|', ', ')}`,
    );

export const avatarSchema = z.object({
  version: z.literal(migrations.length + 1),
  id: avatarIdSchema,
  name: avatarNameSchema,
  /** The picture's file. */
  picture: fileName('png|jpg|jpeg|webp'),
  /** Authored or corrected landmarks, for a picture that the face model does not fit. */
  landmarks: fileName('json').optional(),
  /** The face's features as they were placed in the panel, see rig-points.ts: they go before everything else. */
  points: fileName('json').optional(),
  /** Who made the picture, and under which licence. */
  credit: z.string().max(400).optional(),
});

/** What `avatar.json` says. */
export type Avatar = z.output<typeof avatarSchema>;

/**
 * Reads the content of an `avatar.json`, of this version or an older one.
 * @throws DocumentError with what is wrong with it
 */
export function parseAvatar(document: unknown): Avatar {
  const result = avatarSchema.safeParse(migrate(document, migrations));
  if (!result.success) throw new DocumentError(z.prettifyError(result.error));
  return result.data;
}

/** Address of an avatar's file on the relay. */
export function avatarUrl(avatar: Pick<Avatar, 'id'>, file: string): string {
  return `/avatars/${avatar.id}/${encodeURIComponent(file)}`;
}
