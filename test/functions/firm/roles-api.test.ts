import { beforeEach, expect, test } from 'vitest';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

test('whoever has left keeps what they did for the firm until someone else does it, and is given nothing new', async () => {
  const [nora, grace] = [(await firm.member('member')).id, (await firm.member('member')).id];
  const coordinator = { role: 'coordinator', memberId: nora };
  await admin.put('/v1/firm/roles', { people: [coordinator] });
  expect((await admin.post(`/v1/team/${nora}/disable`)).status).toBe(200);
  const people = [coordinator, { role: 'intake', memberId: grace }];
  expect((await admin.put('/v1/firm/roles', { people })).body.people).toEqual(people);
  const more = await admin.put('/v1/firm/roles', { people: [...people, { role: 'billing', memberId: nora }] });
  expect(more.body).toMatchObject({ status: 400, issues: [{ path: 'body.people.2.memberId' }] });
});
