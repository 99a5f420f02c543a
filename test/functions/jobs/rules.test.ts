import { describe, expect, test } from 'vitest';
import { changeJob, createJob } from '../../../functions/jobs/changing.ts';
import { completed } from '../../../functions/jobs/completing.ts';
import { membersOf } from '../../../functions/jobs/each.ts';
import { appliesTo } from '../../../functions/jobs/for-client.ts';
import { extend } from '../../../functions/jobs/job-input.ts';
import { FieldName } from '../../../functions/jobs/job.ts';
import { peopleFor } from '../../../functions/jobs/people.ts';
import { standingsOf } from '../../../functions/jobs/standing.ts';
import { reopen, skip } from '../../../functions/jobs/task.ts';
import { worded } from '../../../functions/jobs/words.ts';
import { workingOf } from '../../../functions/jobs/dating.ts';
import { Client } from '../../../functions/clients/client.ts';
import { fromLibrary, libraryKeys } from '../../../functions/templates/library.ts';
import { append } from '../../../shared/events/chain.ts';
import { acting, after, aJobOf, aTaskOf, done, made, now, today } from './any-job.ts';

const by = { by: 'mem_A', now, today };
const client = (more: object = {}): Client =>
  Client.parse({
    id: `cli_${'1'.repeat(26)}`,
    kind: 'other',
    name: 'Juniper',
    lifecycle: 'active',
    tags: ['Retail'],
    createdAt: now,
    ...more,
  });
const facts = (more: object = {}) => ({ client: client(more), services: ['CLOSE'], period: undefined, startOn: today });

describe('the state of a job', () => {
  const state = (whole: ReturnType<typeof made>) => whole.job.status;

  test('follows from whom the next steps are up to', () => {
    const [a, b, c] = [
      aTaskOf(0),
      aTaskOf(1, { after: ['request.statements'] }),
      aTaskOf(2, { review: { of: 't0' }, after: ['t1'] }),
    ];
    const whole = made([a, b, c]);
    expect(state(whole)).toBe('ready');
    const worked = after(whole, { tasks: [done(a)] });
    expect(state(worked)).toBe('waiting-client');
    const facts = { 'request.statements': { on: today, at: now, by: 'mem_A' } };
    const came = after(worked, { job: { ...worked.job, facts } });
    expect(state(came)).toBe('active');
    expect(state(after(came, { tasks: [done(b)] }))).toBe('review');
  });

  test('is up to the client where a step asked them, and to the firm where it asked somebody here', () => {
    const asked = (kind: string) => made([aTaskOf(0, { auto: { kind }, status: 'asked', askedAt: now })]);
    expect(['send-request', 'send-letter', 'send-trust-request'].map((kind) => state(asked(kind)))).toEqual(
      Array(3).fill('waiting-client'),
    );
    expect(['draft-invoice', 'carry-hours', 'open-matter', 'webhook'].map((kind) => state(asked(kind)))).toEqual(
      Array(4).fill('active'),
    );
  });

  test('is ready, and not done, where no task has to be done as far as is known', () => {
    expect(state(made([aTaskOf(0, { when: 'decision is yes' })]))).toBe('ready');
    expect(state(made([aTaskOf(0)], aJobOf({ startOn: '2026-12-01' })))).toBe('planned');
  });

  test('is done once everything is done or left out, also where all of it was left out', () => {
    const [a, b] = [aTaskOf(0), aTaskOf(1)];
    const leave = (task: typeof a) => skip(task, 'Not this year', by);
    const half = after(made([a, b]), { tasks: [leave(a)] });
    expect(state(half)).toBe('active');
    const over = after(half, { tasks: [leave(b)] });
    expect(over.job).toMatchObject({ status: 'done', since: now, endedAt: now });
    expect(changeJob(half, 'job.task-skipped', { tasks: [leave(b)] }, acting).write[0]!.type).toBe('job.completed');
  });

  test('is not done where all that was left is dormant, or where it stays open until someone says so', () => {
    const dormant = aTaskOf(0, { when: 'decision is yes' });
    expect(state(made([dormant, aTaskOf(1, { removedAt: now, status: 'skipped' })]))).toBe('ready');
    const matter = made([aTaskOf(0)], aJobOf({ staysOpen: true }));
    expect(state(after(matter, { tasks: [skip(matter.tasks[0]!, 'Settled', by)] }))).toBe('active');
  });

  test('forgets the words of the one before, and stays as it is where the job is over', () => {
    const [a, b] = [aTaskOf(0), aTaskOf(1)];
    const waiting = made(
      [a, b],
      aJobOf({ status: 'waiting-third-party', startedAt: now, waitsFor: 'IRS', label: 'At the IRS' }),
    );
    expect(waiting.job).not.toHaveProperty('waitsFor');
    expect(waiting.job).not.toHaveProperty('label');
    const over = after(waiting, { job: { ...waiting.job, status: 'done' }, byHand: true });
    expect(state(after(over, { job: { ...over.job, priority: 'low' } }))).toBe('done');
  });
});

describe('completing', () => {
  const approving = { notes: [], someoneElse: true, people: [], reason: undefined, ...by };
  const first = aTaskOf(0);
  const gate = aTaskOf(1, { gate: true, after: ['t0'] });
  const last = aTaskOf(2, { after: ['t1'] });
  const { tasks, schedule } = made([first, gate, last]);

  test('keeps to the order, but for a reason; nobody passes a gate', () => {
    expect(() => completed(gate, { ...approving, tasks, schedule, reason: 'Hurry' })).toThrow(
      'Not before “Task 0” is done',
    );
    expect(() => completed(last, { ...approving, tasks, schedule, reason: 'Hurry' })).toThrow(
      'Not before “Task 1” is done',
    );
    const free = made([first, aTaskOf(1, { after: ['t0'] })]);
    expect(() => completed(free.tasks[1]!, { ...approving, ...free })).toThrow('with a reason');
    expect(completed(free.tasks[1]!, { ...approving, ...free, reason: 'Hurry' }).passed).toMatchObject([
      { after: 't0', reason: 'Hurry' },
    ]);
    expect(() => skip(gate, 'No', by)).toThrow('can only be done');
  });

  test('of a review is not for who prepared, where someone else could', () => {
    const review = aTaskOf(1, { review: { of: 't0', notSameAs: 'preparer' } });
    const given = { ...approving, ...made([done(first), review]) };
    expect(() => completed(review, given)).toThrow('Who prepared this');
    expect(completed(review, { ...given, someoneElse: false }).status).toBe('done');
    expect(completed(review, { ...given, by: 'mem_B' }).doneBy).toBe('mem_B');
  });

  test('can be taken back: what was skipped is open again, what was begun is under way', () => {
    expect(reopen(skip(first, 'No', by))).toEqual(first);
    expect(reopen({ ...done(first), startedAt: now }).status).toBe('active');
  });
});

describe('standing', () => {
  test('is at risk behind what is late, and where the work does not fit before its day', () => {
    const late = aTaskOf(0, { pin: { on: '2026-10-30', by: 'mem_A' } });
    const behind = aTaskOf(1, { after: ['t0'], pin: { on: '2026-11-20', by: 'mem_A' } });
    const much = aTaskOf(2, { estMinutes: 1000, pin: { on: '2026-11-03', by: 'mem_A' } });
    const round = [aTaskOf(3, { after: ['t4'], estMinutes: 10 }), aTaskOf(4, { after: ['t3'], estMinutes: 10 })];
    const standings = standingsOf(made([late, behind, much, ...round]).schedule, workingOf(acting.dating));
    const told = [...standings.values()].map(({ isOverdue, isAtRisk }) => [isOverdue, isAtRisk]);
    expect(told).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, false],
      [false, false],
    ]);
  });
});

describe('what a job is made of', () => {
  test('is what concerns the client', () => {
    expect(appliesTo(facts(), 'tag retail or restaurant')).toBe(true);
    expect(appliesTo(facts(), 'tag construction')).toBe(false);
    expect(appliesTo(facts(), 'service close')).toBe(true);
    expect(appliesTo(facts({ createdAt: '2024-01-01T00:00:00.000Z' }), 'first year with us')).toBe(false);
    expect(appliesTo(facts(), 'decision is yes')).toBeUndefined();
  });

  test('stands once for each account that is not closed, and for each week of its period', () => {
    const accounts = [
      { id: `acc_${'1'.repeat(26)}`, kind: 'checking', institution: 'First', last4: '1234' },
      { id: `acc_${'2'.repeat(26)}`, kind: 'savings', until: '2025-01-31' },
    ];
    const lists = { ...facts({ accounts }), k1Sources: [{ id: 'cli_delta', name: 'Delta LLC' }] };
    expect(membersOf('client.accounts', lists)!.map(({ fields }) => fields['account.name'])).toEqual([
      'First checking ••1234',
    ]);
    expect(membersOf('client.k1Sources', lists)).toMatchObject([
      { fields: { 'related.client.name': 'Delta LLC' }, relatedId: 'cli_delta' },
    ]);
    expect(membersOf('weeks-of-period', lists)).toBeUndefined();
    const period = { key: '2026-10', start: '2026-10-01', end: '2026-10-31', label: 'October 2026' };
    const fridays = membersOf('weeks-of-period', { ...lists, period })!.map(({ days }) => days!['week.friday']);
    expect(fridays).toEqual(['2026-10-02', '2026-10-09', '2026-10-16', '2026-10-23', '2026-10-30']);
  });

  test('is done by whoever fills the role: the service’s, the client’s, or the lead', () => {
    const team = {
      client: client({
        roles: [{ role: 'lead', memberId: `mem_${'1'.repeat(26)}` }],
        manager: `mem_${'2'.repeat(26)}`,
      }),
      firm: [{ role: 'coordinator', memberId: `mem_${'3'.repeat(26)}` }],
      service: { roles: [{ role: 'manager', memberId: `mem_${'4'.repeat(26)}` }] },
    };
    const roles = {
      doer: 'client.lead',
      reviewer: 'client.manager',
      sender: 'firm.coordinator',
      nobody: 'client.partner',
      client: 'client.contact',
    };
    const who = Object.fromEntries(peopleFor(team, roles).map(({ role, memberId }) => [role, memberId.at(-1)]));
    expect(who).toEqual({ doer: '1', reviewer: '4', sender: '3', nobody: '1' });
    expect(peopleFor({ client: undefined, firm: [] }, roles)).toEqual([]);
  });

  test('is worded for the client, and never with a hole', () => {
    const spoken = {
      client: client(),
      engagement: undefined,
      period: undefined,
      neighbour: () => undefined,
      settings: {},
      given: { 'matter.description': 'Lease' },
      today,
    };
    expect(worded('{matter.description} for {client.name}', spoken)).toBe('Lease for Juniper');
    expect(worded('K-1 of {related.client.name}', spoken, { 'related.client.name': 'Delta LLC' })).toBe(
      'K-1 of Delta LLC',
    );
    expect(() => worded('{client.number}', spoken)).toThrow('{client.number} is empty');
  });

  test('has fields that can be recorded, in every shipped template', () => {
    const named = libraryKeys.flatMap((key) =>
      fromLibrary(key).sections.flatMap(({ tasks }) =>
        tasks.flatMap(({ records = [], setsField }) => [
          ...records,
          ...(setsField === undefined ? [] : [setsField.replace(/^job\./, '')]),
        ]),
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(FieldName.safeParse(name).success, name).toBe(true);
  });
});

describe('what a job can hold', () => {
  const author = {
    id: 'evt',
    type: 'job.created',
    at: now,
    actor: 'mem_A',
    requestId: 'r',
    clientIds: [],
    rights: {},
    about: [],
    erases: undefined,
  };
  const sizeOf = ({ write: [decided] }: Pick<ReturnType<typeof createJob>, 'write'>) => {
    const changes = Object.fromEntries(
      decided!.records.map(({ item, tells, after: to }) => [
        item.sk,
        tells ?? { after: [null, JSON.stringify(to)] as [null, string] },
      ]),
    );
    return Buffer.byteLength(
      JSON.stringify(
        append(decided!.tail, { ...author, changes, items: decided!.records.map(({ item }) => item) }, 'salt'),
      ),
    );
  };

  test('is told in one event of at most 32 KB: ninety tasks with the longest titles, and all their dates moved', () => {
    const tasks = Array.from({ length: 90 }, (_, n) =>
      aTaskOf(n, { title: '漢'.repeat(200), dueRule: 'job.start +2 bizday' }),
    );
    expect(sizeOf(createJob(aJobOf({ title: '漢'.repeat(200) }), tasks, {}, acting))).toBeLessThan(32_000);
    const whole = made(tasks);
    const moved = changeJob(whole, 'job.updated', { job: { ...whole.job, startOn: '2027-01-04' } }, acting);
    expect(sizeOf(moved)).toBeLessThan(32_000);
    expect(moved.write[0]!.also).toHaveLength(1);
  });

  test('is ten extensions of its deadline', () => {
    let job = aJobOf({ deadline: { on: '2026-12-01', says: ['By law'] } });
    for (let n = 1; n <= 10; n++) job = extend(job, `2027-01-${10 + n}`, {}, 'mem_A', now);
    expect(job.extensions).toHaveLength(10);
    expect(() => extend(job, '2027-02-01', {}, 'mem_A', now)).toThrow('at most 10 times');
    expect(() => extend(aJobOf(), '2027-02-01', {}, 'mem_A', now)).toThrow('no deadline');
  });
});
