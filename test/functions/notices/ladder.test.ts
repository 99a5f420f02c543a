import { expect, test } from 'vitest';
import type { Head } from '../../../functions/chasing/chased.ts';
import { draftsOfLadder } from '../../../functions/notices/of-ladder.ts';

const head = (asked: object = {}): Head =>
  ({
    title: 'Hours',
    senderId: 'mem_sender',
    asked: { status: 'sent', ladder: 'urgent', ...asked },
  }) as unknown as Head;
const client = { name: 'Juniper', manager: 'mem_manager', responsible: 'mem_partner' };
const toldOf = (one: Head, of: object = client) => draftsOfLadder(one, of as typeof client).map(({ to }) => to);

test('what is urgent and did not come is told to who answers for the client, and to its manager', () => {
  expect(toldOf(head())).toEqual(['mem_partner', 'mem_manager']);
  expect(toldOf(head(), { ...client, manager: undefined })).toEqual(['mem_partner']);
  expect(toldOf(head(), { ...client, responsible: undefined })).toEqual(['mem_manager']);
});

test('what is not urgent is told to who answers for the client alone', () => {
  for (const ladder of ['standard', 'short', 'season', 'none'])
    expect(toldOf(head({ ladder }))).toEqual(['mem_partner']);
  expect(toldOf(head({ returnedAt: '2026-03-20T17:00:00.000Z' }))).toEqual(['mem_partner']);
});

test('who has the task to call is not told besides, nor is anyone of what came meanwhile', () => {
  expect(toldOf(head(), { name: 'Juniper', manager: 'mem_sender' })).toEqual([]);
  expect(toldOf(head(), { name: 'Juniper' })).toEqual([]);
  expect(toldOf(head({ status: 'submitted' }))).toEqual([]);
});

test('it says who has not answered what, and what comes next', () => {
  const says = (one: Head) => draftsOfLadder(one, client).map((draft) => draft.says)[0];
  expect(says(head({ ladder: 'standard' }))).toBe('Juniper has not answered “Hours”: all reminders are out');
  expect(says(head())).toBe(
    'Juniper has not answered “Hours”: all reminders are out, and whoever sent it is to call now',
  );
});
