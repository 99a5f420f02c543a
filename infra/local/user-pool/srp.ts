import { createHash, createHmac, randomBytes } from 'node:crypto';

// Cognito's SRP-6a: the 3072-bit group of RFC 3526, SHA-256, and hex texts padded so that they never read as negative.
const N = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
const G = 2n;

/** What is kept of a password: it lets the pool check it, and nobody read it. */
export type Verifier = { salt: string; verifier: string };

/** The pool's side of one sign-in that has begun. */
export type Exchange = { A: bigint; B: bigint; b: bigint; verifier: bigint };

const fromHex = (hex: string) => BigInt(`0x${hex}`);
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const sha256OfHex = (hex: string) => sha256(Buffer.from(hex, 'hex'));

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

function padded(value: bigint): string {
  const hex = value.toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

const K = fromHex(sha256OfHex(padded(N) + padded(G)));

/** `poolName` is the part of the pool's id after the underscore. */
type Login = { poolName: string; username: string; password: string };

function privateKey({ poolName, username, password }: Login, salt: string): bigint {
  return fromHex(sha256OfHex(padded(fromHex(salt)) + sha256(`${poolName}${username}:${password}`)));
}

export function makeVerifier(login: Login, salt = randomBytes(16).toString('hex')): Verifier {
  return { salt, verifier: power(G, privateKey(login, salt)).toString(16) };
}

export function matches(login: Login, { salt, verifier }: Verifier): boolean {
  return power(G, privateKey(login, salt)) === fromHex(verifier);
}

/** A verifier that no password fits, the same each time, for a user who does not exist. */
export function noVerifier(secret: string, name: string): Verifier {
  const salt = createHmac('sha256', secret).update(name).digest('hex').slice(0, 32);
  return { salt, verifier: power(G, fromHex(sha256OfHex(salt))).toString(16) };
}

/** Answers undefined when `srpA` is not a public value that SRP allows. */
export function beginExchange(srpA: string, stored: Verifier): Exchange | undefined {
  if (!/^[0-9a-f]{1,768}$/i.test(srpA)) return undefined;
  const A = fromHex(srpA);
  if (A % N === 0n) return undefined;
  const verifier = fromHex(stored.verifier);
  const b = fromHex(randomBytes(32).toString('hex'));
  return { A, B: (K * verifier + power(G, b)) % N, b, verifier };
}

/** The signature that only a client who knows the password can have made. */
export function claimSignature(
  { A, B, b, verifier }: Exchange,
  claim: { poolName: string; username: string; secretBlock: string; timestamp: string },
): string {
  const u = fromHex(sha256OfHex(padded(A) + padded(B)));
  const S = power(A * power(verifier, u), b);
  const extracted = createHmac('sha256', Buffer.from(padded(u), 'hex'))
    .update(Buffer.from(padded(S), 'hex'))
    .digest();
  const key = createHmac('sha256', extracted).update('Caldera Derived Key\x01').digest().subarray(0, 16);
  return createHmac('sha256', key)
    .update(claim.poolName)
    .update(claim.username)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest('base64');
}
