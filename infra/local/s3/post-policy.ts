import { SINGLE_REQUEST, type SizeLimits } from './blobs.ts';
import { S3Error } from './error.ts';
import { checkSignature, type Keys } from './signature.ts';

/** The fields of a browser's form, by lower-case name, without the file. */
export type Fields = ReadonlyMap<string, string>;
type Condition = { operator: string; field: string; value: string };
type Policy = { expiration: number; conditions: Condition[]; limits: SizeLimits };

const NEED_NO_CONDITION = new Set(['policy', 'x-amz-signature', 'file', 'bucket']);

const refused = (why: string) => new S3Error(403, 'AccessDenied', `Invalid according to Policy: ${why}`);
const malformed = () => new S3Error(400, 'InvalidPolicyDocument', 'The policy is not what S3 calls a POST policy');

function conditionOf(condition: unknown): Condition {
  if (Array.isArray(condition) && condition.length === 3) {
    const [operator, field, value] = condition.map(String) as [string, string, string];
    return { operator, field: field.replace(/^\$/, '').toLowerCase(), value };
  }
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) throw malformed();
  const [[field, value] = ['', ''], ...others] = Object.entries(condition);
  if (!field || others.length) throw malformed();
  return { operator: 'eq', field: field.toLowerCase(), value: String(value) };
}

function parsePolicy(encoded: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    throw malformed();
  }
  const { expiration, conditions } = (document ?? {}) as { expiration?: unknown; conditions?: unknown };
  if (!Array.isArray(conditions) || Number.isNaN(Date.parse(String(expiration)))) throw malformed();
  const all = conditions.map(conditionOf);
  const range = all.find((condition) => condition.operator === 'content-length-range');
  const limits = range ? { min: Number(range.field), max: Number(range.value) } : SINGLE_REQUEST;
  if (Number.isNaN(limits.min + limits.max)) throw malformed();
  return { expiration: Date.parse(String(expiration)), conditions: all.filter((one) => one !== range), limits };
}

function holds({ operator, field, value }: Condition, got: string): boolean {
  switch (operator) {
    case 'eq':
      return got === value;
    case 'starts-with':
      // A form may send several content types, and each of them has to begin so.
      return (field === 'content-type' ? got.split(',') : [got]).every((one) => one.startsWith(value));
    default:
      throw malformed();
  }
}

/**
 * Refuses a form that its signed policy does not allow; answers with the sizes that it does.
 * `now` is the machine's time, as with every signature.
 */
export function checkPolicy(fields: Fields, bucket: string, keys: Keys, now: number): SizeLimits {
  const [policy, signature] = [fields.get('policy'), fields.get('x-amz-signature')];
  if (!policy || !signature)
    throw new S3Error(403, 'AccessDenied', 'Bucket POST must contain a policy and a signature');
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256')
    throw new S3Error(400, 'InvalidArgument', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  checkSignature(policy, fields.get('x-amz-credential') ?? '', signature, keys);
  const { expiration, conditions, limits } = parsePolicy(policy);
  if (expiration <= now) throw refused('Policy expired.');
  for (const condition of conditions) {
    const got = condition.field === 'bucket' ? bucket : (fields.get(condition.field) ?? '');
    if (!holds(condition, got))
      throw refused(`Policy Condition failed: ["${condition.operator}", "$${condition.field}", "${condition.value}"]`);
  }
  const covered = new Set(conditions.map((condition) => condition.field));
  for (const name of fields.keys())
    if (!covered.has(name) && !NEED_NO_CONDITION.has(name) && !name.startsWith('x-ignore-'))
      throw refused(`Extra input fields: ${name}`);
  return limits;
}
