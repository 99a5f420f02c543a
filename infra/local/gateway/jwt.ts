import type { IncomingMessage } from 'node:http';
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import { Refusal } from './refusal.ts';
import type { Authorizer } from './routes.ts';

export type Jwks = (issuer: string) => JSONWebKeySet | Promise<JSONWebKeySet>;
export type JwtContext = { jwt: { claims: Record<string, string>; scopes: readonly string[] | null } };

const unauthorized = (why?: string) =>
  new Refusal(401, 'Unauthorized', {
    'www-authenticate': why ? `Bearer scope="" error="invalid_token" error_description="${why}"` : 'Bearer',
  });

function whyInvalid(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the token does not have a valid ${error.claim}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is invalid';
  return 'the token is malformed or signed by an unknown key';
}

const texts = (claim: unknown): string[] => [claim].flat().filter((one) => typeof one === 'string');

/** `client_id` counts only where the token has no `aud`: Cognito's access tokens. */
function isMeantFor(claims: JWTPayload, audience: readonly string[]): boolean {
  return texts(claims.aud ?? claims['client_id']).some((one) => audience.includes(one));
}

function scopesOf(claims: JWTPayload): string[] {
  return texts(claims['scope'] ?? claims['scp']).flatMap((scope) => scope.split(' '));
}

/** The function gets every claim as a string; a list as `[a b]`. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** API Gateway's JWT authorizer. Times are those of the local cloud's clock. */
export function jwtAuthorizer(jwks: Jwks, clock: Clock) {
  const keySets = new WeakMap<JSONWebKeySet, ReturnType<typeof createLocalJWKSet>>();

  async function keysOf(issuer: string) {
    const jwkSet = await jwks(issuer);
    const keys = keySets.get(jwkSet) ?? createLocalJWKSet(jwkSet);
    keySets.set(jwkSet, keys);
    return keys;
  }

  async function verify(token: string, { issuer, audience }: Authorizer): Promise<JWTPayload> {
    const keys = await keysOf(issuer);
    const currentDate = new Date(clock.now());
    const options = { issuer, currentDate, algorithms: ['RS256'], requiredClaims: ['exp'] };
    const { payload, protectedHeader } = await jwtVerify(token, keys, options).catch((error: unknown) => {
      throw unauthorized(whyInvalid(error));
    });
    if (!protectedHeader.kid) throw unauthorized('the token does not name its key (kid)');
    if ((payload.iat ?? 0) * 1000 > currentDate.getTime()) throw unauthorized('the token was issued in the future');
    if (!isMeantFor(payload, audience)) throw unauthorized('the token does not have a valid audience');
    return payload;
  }

  return async (request: IncomingMessage, authorizer: Authorizer): Promise<JwtContext> => {
    const token = /^(?:Bearer\s+)?(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token || /^bearer$/i.test(token)) throw unauthorized();
    const claims = await verify(token, authorizer);
    const scopes = scopesOf(claims);
    if (authorizer.scopes?.length && !authorizer.scopes.some((scope) => scopes.includes(scope)))
      throw new Refusal(403, 'Forbidden', {
        'www-authenticate': `Bearer scope="${authorizer.scopes.join(' ')}" error="insufficient_scope" error_description="the token does not have a required scope"`,
      });
    return {
      jwt: {
        claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)])),
        scopes: authorizer.scopes ?? null,
      },
    };
  };
}
