import { EXPRESSION_ACTION_OPS } from '@masque/config/action';
import { DEFAULT_SLOT } from '@masque/config/slot';

const problem = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const slot = { type: 'string', default: DEFAULT_SLOT, description: 'Which avatar of the show; a show has one unless you made more.' };

function operation(summary: string, operationId: string, parameter: string, body: Record<string, object> | null, missing: string) {
  return {
    post: {
      summary,
      operationId,
      parameters: [{ name: parameter, in: 'path', required: true, schema: { type: 'string' } }],
      ...(body && {
        requestBody: { required: false, content: { 'application/json': { schema: { type: 'object', properties: body } } } },
      }),
      responses: {
        200: {
          description: 'Done.',
          content: { 'application/json': { schema: { type: 'object', properties: { ok: { const: true } }, required: ['ok'] } } },
        },
        400: problem('The body is wrong; the message says what.'),
        401: problem('No token, a wrong one, or one that was revoked.'),
        403: problem('Asked for by a page of another address.'),
        404: problem(missing),
        409: problem('OBS is not connected, or refused.'),
        429: problem('Too many calls: slow down.'),
      },
    },
  };
}

/** The description of what other programs may call (OpenAPI 3.1). @param url where it is called */
export function openApi(url: string, version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Masque',
      version,
      description: 'Expressions, avatars and scenes for Stream Deck, Touch Portal and scripts. Tokens are made on the panel’s Devices tab.',
    },
    servers: [{ url }],
    security: [{ token: [] }],
    paths: {
      '/api/expressions/{id}': operation(
        'Shows or ends an expression',
        'expression',
        'id',
        {
          op: {
            enum: EXPRESSION_ACTION_OPS,
            default: 'press',
            description: 'press does what the expression’s own mode says; clear ends every expression.',
          },
          slot,
        },
        'There is no such expression.',
      ),
      '/api/avatars/{id}': operation('Puts an avatar on air', 'avatar', 'id', { slot }, 'There is no such avatar in the library.'),
      '/api/scenes/{name}': operation('Goes to a scene of OBS', 'scene', 'name', null, 'OBS has no such scene.'),
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: {
                code: { type: 'string', description: 'For programs: always the same for the same reason.' },
                message: { type: 'string', description: 'For people: what is wrong and what to do.' },
              },
            },
          },
        },
      },
    },
  };
}
