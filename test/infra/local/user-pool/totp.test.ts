import { expect, test } from 'vitest';
import { codeAt, stepOf } from '../../../../infra/local/user-pool/totp.ts';

test('Codes are those of RFC 6238, with one step of skew allowed either way', () => {
  // The seed of the RFC's appendix B, "12345678901234567890", in base32.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect(codeAt(secret, 59_000)).toBe('287082');
  expect(codeAt(secret, 1_111_111_109_000)).toBe('081804');
  expect(stepOf(secret, '287082', 89_000)).toBe(1);
  expect(stepOf(secret, '287082', 120_000)).toBeUndefined();
});
