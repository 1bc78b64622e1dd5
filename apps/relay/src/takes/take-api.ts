import { type ErrorCode, RefusedError } from '@masque/config/refusal';
import { MOST_TAKE_BYTES, readTake, type Take, takeIdSchema } from '@masque/config/take';
import { DocumentError } from '@masque/config/versioned';
import express, { type ErrorRequestHandler, type Response, type Router } from 'express';

export interface TakeApiOptions {
  /** Where a take lies. */
  fileOf: (id: string) => string;
  add: (take: Take) => Promise<string>;
}

/** Gives takes (`GET /:id`) to overlays and to whoever saves one, and takes one in (`POST /`). */
export function createTakeApi({ fileOf, add }: TakeApiOptions): Router {
  const router = express.Router();

  router.get('/:id', (request, response) => {
    const { id } = request.params;
    const unknown = (): void => refuse(response, 404, 'unknown-take', `There is no take "${id.slice(0, 64)}".`);
    if (!takeIdSchema.safeParse(id).success) return unknown();
    response.set('Cache-Control', 'no-cache').type('json');
    response.sendFile(fileOf(id), { cacheControl: false, dotfiles: 'allow' }, (error) => {
      if (error && !response.headersSent) unknown();
    });
  });

  router.post('/', express.text({ type: () => true, limit: MOST_TAKE_BYTES }), async (request, response) => {
    try {
      const take = readTake(typeof request.body === 'string' ? request.body : '');
      response.status(201).json({ id: await add(take), name: take.name });
    } catch (error) {
      if (error instanceof DocumentError) refuse(response, 400, 'bad-file', `This is no take that can be used: ${error.message}.`);
      else if (error instanceof RefusedError) refuse(response, 507, error.code, error.message);
      else throw error;
    }
  });

  const tooLarge: ErrorRequestHandler = (error, _, response, next) => {
    if ((error as { type?: string }).type !== 'entity.too.large') return next(error);
    refuse(response, 413, 'too-large', `This file is larger than ${MOST_TAKE_BYTES / 2 ** 20} MB, which no take is.`);
  };
  router.use(tooLarge);
  return router;
}

function refuse(response: Response, status: number, code: ErrorCode, message: string): void {
  response.status(status).json({ error: { code, message } });
}
