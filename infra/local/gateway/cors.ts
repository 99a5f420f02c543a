import type { IncomingMessage, ServerResponse } from 'node:http';

/** The API's CORS configuration, in API Gateway's own words. */
export type Cors = {
  allowOrigins?: readonly string[];
  allowMethods?: readonly string[];
  allowHeaders?: readonly string[];
  exposeHeaders?: readonly string[];
  maxAge?: number;
  allowCredentials?: boolean;
};

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && !!headers.origin && !!headers['access-control-request-method'];
}

function allowedOrigin({ allowOrigins = [] }: Cors, origin: string): string | undefined {
  if (allowOrigins.includes('*')) return '*';
  const scheme = /^https?:\/\//.exec(origin)?.[0];
  return allowOrigins.includes(origin) || (scheme && allowOrigins.includes(`${scheme}*`)) ? origin : undefined;
}

/** Sets the headers of the API's own configuration; the function's are ignored, as API Gateway does. */
export function setCors(request: IncomingMessage, response: ServerResponse, cors: Cors): void {
  const { origin } = request.headers;
  const allowed = origin && allowedOrigin(cors, origin);
  if (!allowed) return;
  response.setHeader('access-control-allow-origin', allowed);
  if (allowed !== '*') response.appendHeader('vary', 'Origin');
  if (cors.allowCredentials) response.setHeader('access-control-allow-credentials', 'true');
  if (cors.exposeHeaders?.length) response.setHeader('access-control-expose-headers', cors.exposeHeaders.join(','));
  if (!isPreflight(request)) return;
  if (cors.allowMethods?.length) response.setHeader('access-control-allow-methods', cors.allowMethods.join(','));
  if (cors.allowHeaders?.length) response.setHeader('access-control-allow-headers', cors.allowHeaders.join(','));
  if (cors.maxAge !== undefined) response.setHeader('access-control-max-age', cors.maxAge);
}
