export type Authorizer = { issuer: string; audience: readonly string[]; scopes?: readonly string[] };

/** A route of the API with its integration. `key` is API Gateway's: `ANY /v1/{proxy+}`, `GET /v1/health`, `$default`. */
export type Route = { key: string; functionName: string; timeoutSeconds?: number; authorizer?: Authorizer };

export type Match = { route: Route; pathParameters: Record<string, string> };

type Segment = { kind: 'static' | 'variable' | 'greedy'; text: string };
type Pattern = { route: Route; method: string; segments: readonly Segment[] };

const rank = { static: 0, variable: 1, greedy: 2 };
const methods = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/** Decodes what is well formed and leaves the rest as it came: a stray `%` is nobody's crash. */
export function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function parseSegment(text: string): Segment {
  const variable = /^\{([\w.-]+)(\+?)\}$/.exec(text);
  if (!variable) return { kind: 'static', text };
  return { kind: variable[2] ? 'greedy' : 'variable', text: variable[1]! };
}

function parseKey(route: Route): Pattern {
  const [method = '', path = ''] = route.key.split(' ');
  const segments = path.split('/').slice(1).map(parseSegment);
  const greedy = segments.findIndex(({ kind }) => kind === 'greedy');
  if (!methods.has(method) || !path.startsWith('/') || (greedy >= 0 && greedy < segments.length - 1))
    throw new Error(`The route key "${route.key}" is malformed: write "GET /path/{id}" or "ANY /path/{proxy+}"`);
  return { route, method, segments };
}

function bySpecificity(a: Pattern, b: Pattern): number {
  const [left, right] = [a, b].map(({ segments }) => segments.map(({ kind }) => rank[kind]).join(''));
  if (left !== right) return left! < right! ? -1 : 1;
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

/** The path's parameters where the pattern fits, decoded as API Gateway does before it calls the function. */
function parametersOf(pattern: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [i, { kind, text }] of pattern.entries()) {
    const value = decodePercent(kind === 'greedy' ? path.slice(i).join('/') : (path[i] ?? ''));
    if (kind === 'static' ? value !== text : value === '') return undefined;
    if (kind !== 'static') parameters[text] = value;
    if (kind === 'greedy') return parameters;
  }
  return pattern.length === path.length ? parameters : undefined;
}

/**
 * Picks the route as API Gateway does: the most specific path (static, then variable, then greedy), and on it the
 * request's own method before ANY. `GET` does not answer `HEAD`: only ANY, or a HEAD route, does.
 */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const patterns = routes
    .filter(({ key }) => key !== '$default')
    .map(parseKey)
    .toSorted(bySpecificity);
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const pathParameters = methods.has(method) && parametersOf(pattern.segments, segments);
      if (pathParameters) return { route: pattern.route, pathParameters };
    }
    return undefined;
  };
}
