/**
 * Cognito's SRP-6a, as a browser does it: RFC 3526's 3072-bit group, SHA-256, and hex texts padded so that they never
 * read as negative numbers. With it the password never leaves this page.
 */
const N = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
const G = 2n;

type Bytes = Uint8Array<ArrayBuffer>;

const encode = (text: string): Bytes => new TextEncoder().encode(text);
const fromHex = (hex: string): bigint => BigInt(`0x${hex}`);
const toHex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (hex: string): Bytes => Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));
const join = (...parts: Bytes[]): Bytes => new Uint8Array(parts.flatMap((part) => [...part]));

async function hash(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function hmac(key: Bytes, bytes: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

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

const hashOfHex = (hex: string) => hash(bytesOf(hex));

/** What this side of a sign-in keeps to itself (a) and shows (A). */
export type Ephemeral = { a: bigint; A: bigint };

export function begin(random: Bytes = crypto.getRandomValues(new Uint8Array(128))): Ephemeral {
  const a = fromHex(toHex(random)) % N;
  return { a, A: power(G, a) };
}

export type Asked = { username: string; salt: string; B: string; secretBlock: string };

async function sessionKey({ a, A }: Ephemeral, asked: Asked, poolName: string, password: string): Promise<Bytes> {
  const B = fromHex(asked.B);
  const u = fromHex(await hashOfHex(padded(A) + padded(B)));
  // Either would let somebody in between choose the key.
  if (B % N === 0n || u === 0n) throw new Error('The sign-in service answered with a value that must not be used');
  const k = fromHex(await hashOfHex(padded(N) + padded(G)));
  const identity = await hash(encode(`${poolName}${asked.username}:${password}`));
  const x = fromHex(await hashOfHex(padded(fromHex(asked.salt)) + identity));
  const base = (((B - k * power(G, x)) % N) + N) % N;
  const S = power(base, a + u * x);
  const extracted = await hmac(bytesOf(padded(u)), bytesOf(padded(S)));
  return (await hmac(extracted, encode('Caldera Derived Key\x01'))).slice(0, 16);
}

const base64 = (bytes: Bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The proof of knowing the password. `poolName` is the part of the pool's id after the underscore. */
export async function claim(
  ephemeral: Ephemeral,
  asked: Asked,
  { poolName, password, timestamp }: { poolName: string; password: string; timestamp: string },
): Promise<string> {
  const key = await sessionKey(ephemeral, asked, poolName, password);
  const message = join(encode(poolName), encode(asked.username), fromBase64(asked.secretBlock), encode(timestamp));
  return base64(await hmac(key, message));
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As Cognito reads it: `Wed Nov 25 09:05:03 UTC 2026`, the day without a leading zero. */
export function timestampOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const day = `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${date.getUTCDate()}`;
  return `${day} ${time} UTC ${date.getUTCFullYear()}`;
}
