import { z } from 'zod';

/** The slot of a show with one avatar. */
export const DEFAULT_SLOT = 'main';

/** One avatar position in a show. */
export const slotSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'a slot is made of small letters, digits and dashes');
