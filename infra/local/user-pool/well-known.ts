import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import { sendJson, type RestService } from '../aws-api.ts';

/** What a browser on another origin must be told before it may speak to the pool. */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': '*, authorization',
  'access-control-expose-headers': 'x-amzn-errortype, x-amzn-requestid, x-amzn-errormessage',
  'access-control-max-age': '86400',
} as const;

function isPreflight(request: IncomingMessage): boolean {
  const wanted = request.headers['access-control-request-headers'] ?? '';
  return request.method === 'OPTIONS' && wanted.toLowerCase().includes('x-amz-target');
}

const send = (response: ServerResponse, body: unknown) => {
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);
  sendJson(response, 200, body, 'application/json');
  return true;
};

/** The pool's public documents, and leave for browsers to call its operations. */
export function wellKnown(pools: {
  has: (poolId: string) => boolean;
  issuer: (poolId: string) => string;
  jwks: (poolId: string) => { keys: JWK[] };
}): RestService {
  return (request, response, url) => {
    if (isPreflight(request)) {
      response.writeHead(204, CORS_HEADERS).end();
      return true;
    }
    const [, poolId, document] =
      /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(url.pathname) ?? [];
    if (request.method !== 'GET' || poolId === undefined || !pools.has(poolId)) return false;
    if (document === 'jwks.json') return send(response, pools.jwks(poolId));
    return send(response, {
      issuer: pools.issuer(poolId),
      jwks_uri: `http://${request.headers.host}/${poolId}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'token'],
      subject_types_supported: ['public'],
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
    });
  };
}
