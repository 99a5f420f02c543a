import { describe, expect, test } from 'vitest';
import { OrganizerPatch } from '../../functions/organizers/organizer.ts';
import { RequestPatch } from '../../functions/requests/request.ts';
import { newId } from '../../shared/ids.ts';
import { actOf, type AskedValues } from '../../web/console/src/lib/asked-change.ts';
import { errorsAtFields, Problem } from '../../web/console/src/lib/problem.ts';

const values = (more: Partial<AskedValues> = {}): AskedValues => ({
  title: 'Your taxes',
  dueOn: '2027-03-15',
  ladder: 'standard',
  contactIds: [newId('contact')],
  senderId: newId('member'),
  why: ' ',
  send: '',
  reason: '',
  ...more,
});

describe('what was asked of a client', () => {
  test('is changed by what the API takes of an organizer, and of a request', () => {
    const before = { senderId: newId('member') };
    const organizer = actOf('change', values({ senderId: newId('member') }), before);
    expect(organizer).toMatchObject({ path: '', method: 'PATCH' });
    expect(OrganizerPatch.parse(organizer.body)).toMatchObject({ title: 'Your taxes', why: null });
    const request = actOf('change', values({ consequence: 'We file late' }), before);
    expect(RequestPatch.parse(request.body)).toMatchObject({ consequence: 'We file late', why: null });
  });

  test('is from someone else only where that is said: who left is not named anew', () => {
    const [one, other] = [newId('member'), newId('member')];
    expect(actOf('change', values({ senderId: one }), { senderId: one }).body).not.toHaveProperty('senderId');
    expect(actOf('change', values({ senderId: other }), { senderId: one }).body).toMatchObject({ senderId: other });
  });

  test('goes out on a day, or is called off with or without a reason', () => {
    const before = { senderId: newId('member') };
    expect(actOf('send-on', values({ send: '2027-02-01' }), before)).toEqual({
      path: '/send',
      body: { send: '2027-02-01' },
    });
    expect(actOf('cancel', values({ reason: ' ' }), before)).toEqual({ path: '/cancel', body: {} });
    expect(actOf('cancel', values({ reason: ' By telephone ' }), before).body).toEqual({ reason: 'By telephone' });
  });

  test('is refused at its field, also where one of several people is wrong', () => {
    const issues = [
      { path: 'body.contactIds.1', message: 'Ben has no page' },
      { path: 'body.items.0.title', message: 'Too long' },
    ];
    const refused = new Problem(400, { issues });
    expect(errorsAtFields(refused, { contactIds: ['a', 'b'], items: [{ title: '' }] })).toEqual({
      contactIds: 'Ben has no page',
      'items.0.title': 'Too long',
    });
  });
});
