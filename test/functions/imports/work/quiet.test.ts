import { expect, test } from 'vitest';
import type { Answer } from '../../../support/call.ts';
import { at } from '../../../support/at.ts';
import { imported } from '../../../support/imports.ts';
import { withJobMachine } from '../../../support/job-machine.ts';
import { noticesOf, told } from '../../../support/telling.ts';
import { published } from '../../../support/templates.ts';
import { aSmallTemplate } from '../../../support/work.ts';
import { recordsOf, theFirm } from './an-office.ts';

const monday = '2026-11-30T16:00:00Z';
const day = 86_400;

/** Work that writes to the client when it begins, and then is someone's, by days that have passed. */
const letter = aSmallTemplate({
  period: 'month',
  sections: [
    {
      name: 'Work',
      tasks: [
        { key: 'hello', title: 'Say hello', auto: 'send-mail', mail: 'filed-copies', role: 'doer' },
        { key: 'first', title: 'First', role: 'doer', due: 'job.start +2 bizday' },
        { key: 'second', title: 'Second', role: 'doer', after: ['first'], due: 'job.start +3 bizday' },
      ],
    },
  ],
});

async function theScene(now = monday) {
  at(now);
  const office = await theFirm();
  const template = await published(office.call, letter);
  await office.call('POST', `/v1/clients/${office.clients['1002']}/contacts`, {
    body: { name: 'Alicia Whitaker', mail: 'alicia@juniper.example', notify: true },
  });
  const { pass, settled } = withJobMachine(office.firm, now);
  const lead = office.firm.as(office.team.tomas);
  const mailed = () => recordsOf(office.firm, 'mail').filter(({ to }) => to === 'alicia@juniper.example');
  const heard = async () => {
    await told(office.firm);
    return (await noticesOf(lead)).map(({ says }: Answer) => says);
  };
  return { ...office, template, pass, settled, lead, mailed, heard };
}

const rows = (stage: string) => `Id,Client,Template,Period,Start,Stage\nX-1,1002,Small,Nov 2026,11/2/2026,${stage}`;

test('a job begun by hand writes to the client and tells its people: what an import must not', async () => {
  const { call, clients, template, pass, settled, mailed, heard } = await theScene();
  const body = { clientId: clients['1002'], templateId: template, startOn: '2026-11-02', period: { of: '2026-11-30' } };
  await call('POST', '/v1/jobs', { body });
  await settled();
  expect(await heard()).toContain('Eleanor gave you 2 tasks of “Small job for Juniper Street Dental, P.C.”');
  expect(mailed()).toHaveLength(1);
  await pass(9 * day);
  expect(await heard()).toContain('“First” in “Small job for Juniper Street Dental, P.C.” is overdue');
});

test('an imported one does neither, that day or in the days after; a person lets its mail go', async () => {
  const { firm, call, pass, settled, mailed, heard } = await theScene();
  await imported(firm, rows('Ready'), { of: 'jobs' });
  await pass(9 * day);
  expect(await heard()).toEqual([]);
  expect(mailed()).toEqual([]);
  const [{ id }] = recordsOf(firm, 'job');
  const { body: job } = await call('GET', `/v1/jobs/${id}`);
  const hello = job.tasks.find(({ key }: Answer) => key === 'hello');
  expect(hello).toMatchObject({ status: 'open', hold: true });
  await call('POST', `/v1/jobs/${id}/tasks/${hello.id}/release`);
  await settled();
  expect(mailed()).toHaveLength(1);
});

test('one imported in the evening does not write in the morning either', async () => {
  const { firm, pass, mailed } = await theScene('2026-12-01T02:00:00Z');
  await imported(firm, rows('Ready'), { of: 'jobs' });
  await pass(3 * day);
  expect(recordsOf(firm, 'task').find(({ key }) => key === 'hello')).toMatchObject({ status: 'open', hold: true });
  expect(mailed()).toEqual([]);
});

test('one under way has its first mail behind it, and tells of what comes from now on', async () => {
  const { firm, call, pass, settled, mailed, heard } = await theScene();
  await imported(
    firm,
    `${rows('In progress')}\n`.replace('Stage', 'Stage,Tasks done').replace('progress', 'progress,1'),
    {
      of: 'jobs',
    },
  );
  await settled();
  const [{ id }] = recordsOf(firm, 'job');
  const { body: job } = await call('GET', `/v1/jobs/${id}`);
  expect(job.tasks.map(({ status }: Answer) => status)).toEqual(['skipped', 'done', 'open']);
  const second = job.tasks.at(-1).id;
  expect(await heard()).toEqual([]);
  await call('PATCH', `/v1/jobs/${id}/tasks/${second}`, { body: { dueOn: '2026-12-04' } });
  await pass(9 * day);
  expect(await heard()).toEqual(expect.arrayContaining([expect.stringMatching(/“Second” .*is due today/)]));
  expect(mailed()).toEqual([]);
});
