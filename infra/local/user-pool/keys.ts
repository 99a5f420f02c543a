import { createPublicKey, generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as jose from 'jose';

/** The pair that signs one pool's tokens, made on the first start and kept in the store. */
export type SigningKey = {
  publicJwk: jose.JWK;
  /** For what must be stable and unguessable, such as the salt of a user who does not exist. */
  secret: string;
  sign: (claims: jose.JWTPayload) => Promise<string>;
  verify: (token: string, check: { issuer: string; now: number }) => Promise<jose.JWTPayload>;
};

function makeJwk(): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

export function openSigningKey(store: DatabaseSync, poolId: string): SigningKey {
  store.exec('CREATE TABLE IF NOT EXISTS pool_keys(pool TEXT PRIMARY KEY, jwk TEXT)');
  const stored = store.prepare('SELECT jwk FROM pool_keys WHERE pool=?').get(poolId) as { jwk: string } | undefined;
  const jwk = stored ? (JSON.parse(stored.jwk) as JsonWebKey) : makeJwk();
  if (!stored) store.prepare('INSERT INTO pool_keys VALUES(?,?)').run(poolId, JSON.stringify(jwk));
  const { kty, n, e, kid } = jwk as { kty: string; n: string; e: string; kid: string };
  const publicKey = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  return {
    publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' },
    secret: String(jwk.d),
    sign: (claims) => new jose.SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(jwk as jose.JWK),
    verify: async (token, { issuer, now }) =>
      (await jose.jwtVerify(token, publicKey, { issuer, algorithms: ['RS256'], currentDate: new Date(now) })).payload,
  };
}
