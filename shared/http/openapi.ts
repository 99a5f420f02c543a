import * as z from 'zod';
import { statuses } from '../errors.ts';
import { Problem } from './problem.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** `/v1/clients/{clientId}` and `/portal/v1/home` without their versions. */
const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '' && segment !== 'v1');

const title = (path: string) => segmentsOf(path)[0] ?? 'other';

/** `GET /v1/clients/{clientId}/notes` → `getClientsNotes`: stable, and good enough for a generated client. */
function operationId({ method, path }: Route): string {
  const words = segmentsOf(path).map((segment) => (segment.startsWith('{') ? `by-${segment.slice(1, -1)}` : segment));
  return [method.toLowerCase(), ...words].join('-').replace(/[-.]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** OpenAPI 3.1 speaks the JSON Schema that zod emits; what is left is to hoist the named schemas. */
export function openapi(info: { title: string; version: string; description: string }, routes: readonly Route[]) {
  const schemas: Record<string, unknown> = {};

  function schema(of: z.ZodType, io: 'input' | 'output'): Json {
    const emitted = z.toJSONSchema(of, {
      io,
      unrepresentable: 'any',
      override({ jsonSchema }) {
        // The pattern of a format is its definition again, in 200 characters.
        if (jsonSchema.format) delete jsonSchema.pattern;
        delete (jsonSchema as Json).fieldKind;
        delete (jsonSchema as Json).right;
      },
    });
    const text = JSON.stringify(emitted).replaceAll('#/$defs/', '#/components/schemas/');
    const { $schema: _, $defs = {}, ...rest } = JSON.parse(text) as Json & { $defs?: Record<string, Json> };
    for (const [id, { $schema: _schema, id: _id, ...one }] of Object.entries($defs)) schemas[id] = one;
    const { id } = of.meta() ?? {};
    // A named schema comes as a reference to its own definition, which was hoisted with the others.
    if (id === undefined || '$ref' in rest) return rest;
    const { id: _own, ...named } = rest;
    schemas[id] = named;
    return { $ref: `#/components/schemas/${id}` };
  }

  const content = (of: z.ZodType, io: 'input' | 'output', type = 'application/json') => ({
    content: { [type]: { schema: schema(of, io) } },
  });

  function parameters(where: 'path' | 'query', of: z.ZodType | undefined): Json[] {
    if (!of) return [];
    const { properties = {}, required = [] } = schema(of, 'input') as { properties?: Json; required?: string[] };
    return Object.entries(properties).map(([name, one]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: one,
    }));
  }

  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });

  function headers({ method, subject, sensitive }: Route): Json[] {
    return [
      ...(subject ? [header('If-Match', 'The ETag of the record as you read it; 412 if it has changed since')] : []),
      ...(method === 'POST' && !sensitive
        ? [header('Idempotency-Key', 'The same key and body within a day give the first answer again')]
        : []),
    ];
  }

  function operation(route: Route): Json {
    const status = route.status ?? 200;
    const allow = route.allow === 'anyone' ? 'Anyone may call this.' : `For the roles ${route.allow.join(', ')}.`;
    return {
      operationId: operationId(route),
      tags: [title(route.path)],
      summary: route.summary,
      description: [route.description, allow].filter(Boolean).join('\n\n'),
      ...(route.allow === 'anyone' && { security: [] }),
      ...(route.allow.includes('contact') && { security: [{ portal: [] }] }),
      parameters: [...parameters('path', route.params), ...parameters('query', route.query), ...headers(route)],
      ...(route.body && {
        requestBody: { required: !route.body.safeParse(undefined).success, ...content(route.body, 'input') },
      }),
      responses: {
        [status]: {
          description: route.summary,
          ...(route.response && content(route.response, 'output', route.type?.split(';')[0])),
        },
        default: {
          description: `A problem: ${Object.keys(statuses).join(', ')}`,
          ...content(Problem, 'output', 'application/problem+json'),
        },
      },
    };
  }

  const paths: Record<string, Json> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ staff: [] }],
    paths,
    components: {
      securitySchemes: {
        portal: { type: 'apiKey', in: 'cookie', name: 'portal', description: 'Set by `POST /portal/v1/session`' },
        staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A Cognito access token' },
      },
      schemas: Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}
