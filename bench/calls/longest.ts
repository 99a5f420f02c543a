import type { BenchCall, Request } from '../call.ts';
import type { Scene } from '../scene.ts';

/** Three bytes for each character, as in Chinese: the longest a text can be in the table. */
export const long = (length: number, of = '漢') => of.repeat(length);

export const longMail = (n: number) => `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.n${100_000 + n}.example`;

export const ids = (count: number, of = 'A', prefix = 'cli') =>
  Array.from({ length: count }, (_, i) => `${prefix}_${of.repeat(22)}${1000 + i}`);

let made = 0;
/** Every POST can carry a key, and most clients of the API send one. */
const keyed = () => ({ headers: { 'idempotency-key': 'k'.repeat(190) + String(1_000_000 + made++) } });

type Params = NonNullable<Request['params']>;

/** The dearest form of a change. */
export const worst = (
  route: string,
  params: (scene: Scene) => Params | Promise<Params>,
  more: (scene: Scene) => Request = () => ({}),
): BenchCall => ({
  route,
  worst: true,
  request: async (scene) => ({ params: await params(scene), ...more(scene), ...(route.startsWith('POST') && keyed()) }),
});
