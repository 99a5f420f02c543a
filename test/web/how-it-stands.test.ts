import { describe, expect, test } from 'vitest';
import { lastContact, openJobs, openRequests } from '../../web/console/src/features/clients/how-it-stands.ts';

const today = '2026-03-10';

describe('what is open for a client', () => {
  test('is work that is not over, late once its day has passed', () => {
    const jobs = [
      { status: 'active', dueOn: '2026-03-09' },
      { status: 'planned', dueOn: today },
      { status: 'waiting-client' },
      { status: 'done', dueOn: '2026-03-01' },
      { status: 'cancelled', dueOn: '2026-03-01' },
    ] as const;
    expect(openJobs(jobs, today)).toEqual({ count: 3, overdue: 1 });
    expect(openJobs([], today)).toEqual({ count: 0, overdue: 0 });
  });

  test('is what they were asked for and owe, or gave and nobody has looked at: late is only what they owe', () => {
    const requests = [
      { status: 'sent', dueOn: '2026-03-09' },
      // The first thing that is still needed is due later than the request was at first.
      { status: 'in-progress', dueOn: '2026-03-01', openDueOn: '2026-03-20' },
      { status: 'submitted', dueOn: '2026-03-01' },
      { status: 'draft', dueOn: '2026-03-01' },
      { status: 'completed', dueOn: '2026-03-01' },
    ] as const;
    expect(openRequests(requests, today)).toEqual({ count: 3, overdue: 1 });
  });
});

describe('the last contact with a client', () => {
  const said = (lastAt: string, lastBy: string) => ({ lastAt, lastBy });

  test('is the last message, and says who wrote it', () => {
    const threads = [said('2026-03-08T10:00:00.000Z', 'con_1'), said('2026-03-01T10:00:00.000Z', 'mem_1')];
    expect(lastContact(threads, [])).toMatchObject({ at: threads[0]!.lastAt, tab: 'messages', says: 'they wrote' });
    expect(lastContact(threads.slice(1), [])).toMatchObject({ says: 'we wrote' });
  });

  test('is the last mail where that left later', () => {
    const mails = [{}, { sentAt: '2026-03-09T10:00:00.000Z' }, { sentAt: '2026-03-02T10:00:00.000Z' }];
    const threads = [said('2026-03-08T10:00:00.000Z', 'con_1')];
    expect(lastContact(threads, mails)).toMatchObject({ at: mails[1]!.sentAt, tab: 'mails' });
  });

  test('is no mail that came back, nor one that carries what is in a conversation', () => {
    const at = '2026-03-09T10:00:00.000Z';
    const failed = { why: 'bounced', says: 'No such person', at } as const;
    expect(
      lastContact(
        [],
        [
          { sentAt: at, failed },
          { sentAt: at, threadId: 'thr_1' },
        ],
      ),
    ).toBeUndefined();
  });
});
