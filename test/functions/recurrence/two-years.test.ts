import { expect, test } from 'vitest';
import { recurringStep } from '../../../functions/recurrence/sweep.ts';
import { addDays, daysBetween } from '../../../shared/dates/civil-date.ts';
import { at } from '../../support/at.ts';
import { aClient, aFirm } from '../../support/call.ts';
import { randomFrom, turn } from '../../support/faults.ts';
import { published } from '../../support/templates.ts';
import { crashing } from './crashing.ts';
import { aMonth, jobsOf } from './recurring.ts';

const seed = Number(process.env.SEED ?? 20_260_101);
const months = 24;
const copies = 5;
const first = '2026-01-01';
const starts = ['period.end +1 day roll following', 'period.start roll following', 'period.end -3 bizday'];

test(`100 clients with three monthly series each, over 24 months, have one job for each (seed ${seed})`, async () => {
  at(`${first}T12:00:00.000Z`);
  const random = randomFrom(seed);
  const often = { crash: 0, turns: 3 };
  const table = { crashes: 0 };
  const firm = await aFirm({ wrap: (memory) => crashing(memory, random, often, table) });
  const templates = [];
  for (const [n, start] of starts.entries())
    templates.push(await published(firm.admin.call, aMonth({ key: `month-${n}`, start })));
  for (let n = 0; n < 100; n++) {
    const { id } = await aClient(firm.admin.call, { name: `Client ${n}` });
    for (const templateId of templates) {
      const end = { kind: 'after', jobs: months };
      const reply = await firm.admin.call('POST', `/v1/clients/${id}/series`, { body: { templateId, end } });
      expect(reply.status).toBe(201);
    }
  }

  /** One copy of the machine: it goes on after a crash as Step Functions would, a few times. */
  async function runs(): Promise<void> {
    for (let tries = 0; tries < 4;) {
      try {
        if ((await recurringStep({ table: firm.table, random })).done) return;
      } catch {
        tries++;
      }
      await turn();
    }
  }

  often.crash = 0.004;
  const last = addDays(first, 365 + 365 + 40);
  for (let day = 0; day <= daysBetween(first, last); day++)
    for (const hour of ['14:20', '15:20']) {
      at(`${addDays(first, day)}T${hour}:00.000Z`);
      await Promise.all(Array.from({ length: copies }, runs));
    }

  const jobs = jobsOf(firm);
  const periods = jobs.map(({ period }): string => period.key).toSorted();
  expect(table.crashes).toBeGreaterThan(500);
  expect(jobs).toHaveLength(7200);
  expect(new Set(jobs.map(({ seriesId, period }) => `${seriesId} ${period.key}`)).size).toBe(7200);
  expect(new Set(periods).size).toBe(months);
  expect([periods.at(0), periods.at(-1)]).toEqual(['2026-01', '2027-12']);
  const made = firm.memory.all().filter(({ entity }) => entity === 'series');
  expect(new Set(made.map(({ made: n, status }) => `${n as number} ${status as string}`))).toEqual(
    new Set(['24 ended']),
  );
}, 600_000);
