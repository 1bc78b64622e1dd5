import { expressionBodySchema, type SingleAction, singleActionSchema, slotBodySchema } from '@masque/config/action';
import { check } from '@masque/config/refusal';
import express, { type RequestHandler, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Access } from '../access/access.ts';
import type { Actions } from '../hotkeys/run-action.ts';
import { openApi } from './openapi.ts';
import { answerProblem, answerThrown } from './problems.ts';

export interface ActionApiOptions {
  access: Access;
  actions: Actions;
  version: string;
  log: (line: string) => void;
}

/** Calls a second that one token may make; and calls a minute with a wrong one, from one address. */
const MOST_CALLS = 40;
const MOST_WRONG = 30;

/**
 * What other programs may call: `POST /expressions/:id`, `/avatars/:id`, `/scenes/:name`, each with a bearer token; and
 * `GET /openapi.json`, which describes them. Errors are JSON.
 */
export function createActionApi({ access, actions, version, log }: ActionApiOptions): Router {
  const router = express.Router();
  const tooMany = (message: string) => (_: unknown, response: Response) => answerProblem(response, 'too-many', message);
  const limit = { standardHeaders: 'draft-8', legacyHeaders: false } as const;
  const strangers = rateLimit({
    ...limit,
    windowMs: 60_000,
    limit: MOST_WRONG,
    keyGenerator: ({ socket }) => socket.remoteAddress ?? '',
    handler: tooMany('Too many calls without a good token: wait a minute.'),
  });
  const callers = rateLimit({
    ...limit,
    windowMs: 1000,
    limit: MOST_CALLS,
    keyGenerator: (_, response) => response.locals.device,
    handler: tooMany(`More than ${MOST_CALLS} calls in a second: slow down.`),
  });

  const authenticate: RequestHandler = (request, response, next) => {
    const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ');
    const device = scheme.toLowerCase() === 'bearer' ? access.find(token) : null;
    if (device?.scope === 'api') {
      response.locals.device = device.id;
      return next();
    }
    // Only the wrong ones count, so that nobody can lock out a good token.
    return strangers(request, response, () => {
      const message = 'This needs a token: make one on the panel’s Devices tab, and send it as "Authorization: Bearer TOKEN".';
      response.set('WWW-Authenticate', 'Bearer');
      answerProblem(response, 'bad-token', message);
    });
  };

  const body = express.json({ type: () => true, limit: '4kb' });
  const run = (actionOf: (parameter: string, body: unknown) => SingleAction): RequestHandler[] => [
    authenticate,
    callers,
    body,
    async (request, response) => {
      const parameter = Object.values(request.params)[0] as string;
      await actions.run(actionOf(parameter, request.body ?? {}), `api ${request.path}`, false);
      response.json({ ok: true });
    },
  ];
  const action = (value: object): SingleAction => check<SingleAction>(singleActionSchema, value, 'bad-payload');

  router.get('/openapi.json', (request, response) => {
    response.json(openApi(`${request.protocol}://${request.headers.host}`, version));
  });
  router.post(
    '/expressions/:id',
    ...run((id, sent) => action({ do: 'expression', id, ...check(expressionBodySchema, sent, 'bad-payload') })),
  );
  router.post('/avatars/:id', ...run((id, sent) => action({ do: 'avatar', id, ...check(slotBodySchema, sent, 'bad-payload') })));
  router.post('/scenes/:name', ...run((name) => action({ do: 'scene', name })));
  router.use(answerThrown(log));
  return router;
}
