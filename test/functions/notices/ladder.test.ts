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

test('what is urgent and did not come is told to the client’s manager, or to who answers for the client', () => {
  expect(toldOf(head())).toEqual(['mem_manager']);
  expect(toldOf(head(), { ...client, manager: undefined })).toEqual(['mem_partner']);
});

test('who has the task to call is not told besides, nor is anyone of what is not urgent, or came meanwhile', () => {
  expect(toldOf(head(), { ...client, manager: 'mem_sender' })).toEqual([]);
  expect(toldOf(head(), { name: 'Juniper' })).toEqual([]);
  for (const ladder of ['standard', 'short', 'season', 'none']) expect(toldOf(head({ ladder }))).toEqual([]);
  expect(toldOf(head({ returnedAt: '2026-03-20T17:00:00.000Z' }))).toEqual([]);
  expect(toldOf(head({ status: 'submitted' }))).toEqual([]);
});
