import { expect, test } from 'vitest';
import { claimIn, isProven, replyAddress } from '../../../functions/messages/reply-address.ts';

const domain = 'reply.larkfield.example';

test('an address proves one person in one conversation', () => {
  const secret = Buffer.alloc(32, 1);
  const place = { threadId: `thr_01${'J'.repeat(24)}`, contactId: `con_01${'K'.repeat(24)}` };
  const address = replyAddress(secret, place, domain);
  expect(address.split('@')[0]).toHaveLength(52);
  const claim = claimIn(address.toUpperCase(), domain)!;
  expect(claim.threadId).toBe(place.threadId);
  expect(isProven(secret, claim, place.contactId)).toBe(true);
  expect(isProven(secret, claim, `con_01${'M'.repeat(24)}`)).toBe(false);
  expect(isProven(Buffer.alloc(32, 2), claim, place.contactId)).toBe(false);
  expect(claimIn(`office@${domain}`, domain)).toBeUndefined();
});
