import { expect } from 'vitest';
import { isEvent } from '../../../../shared/events/chain.ts';
import { type Workflow, workflowKey } from '../../../../functions/jobs/workflow/record.ts';
import { aFirm, type Answer } from '../../../support/call.ts';
import { withJobMachine } from '../../../support/job-machine.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../../support/work.ts';
import { aTemplate } from '../../../support/written-template.ts';

/** Ten in the morning where the firm is: mail to clients leaves. */
export const monday = '2026-11-02T17:00:00.000Z';

export type Planned = { key: string; title: string } & Record<string, unknown>;
type Machine = Parameters<typeof withJobMachine>[2];
type Given = {
  tasks: readonly Planned[];
  body?: object;
  client?: object;
  more?: object;
  machine?: Machine;
  at?: string;
};

/** A job of such a template, under way with its machine, and those who work on it. */
export async function aScene({ tasks, body = {}, client = {}, more = {}, machine: options = {}, at = monday }: Given) {
  const firm = await aFirm();
  const machine = withJobMachine(firm, at, options);
  const office = await anOffice(firm, client);
  const content = aSmallTemplate({ sections: [{ name: 'Work', tasks: tasks as never }], ...more });
  const templateId = await aTemplate(firm, content);
  const { id: jobId } = await aJob(firm.admin.call, { clientId: office.clientId, templateId, ...body });
  await machine.settled();

  const read = async (): Promise<Answer> => (await firm.admin.call('GET', `/v1/jobs/${jobId}`)).body;
  const workflow = async (): Promise<Answer> => (await firm.admin.call('GET', `/v1/jobs/${jobId}/workflow`)).body;
  const task = async (key: string): Promise<Answer> => taskOf(await read(), key);
  async function act(key: string, does: string, sent: object = {}): Promise<Answer> {
    const { id } = await task(key);
    const reply = await office.bookkeeper.call('POST', `/v1/jobs/${jobId}/tasks/${id}/${does}`, sent);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    await machine.settled();
    return reply.body;
  }
  const events = () =>
    firm.memory
      .all()
      .filter(isEvent)
      .filter(({ pk }) => pk === `JOB#${jobId}`)
      .toSorted((a, b) => a.seq - b.seq);
  const record = async () => (await firm.memory.get(workflowKey(jobId))) as unknown as Workflow;
  const reminders = () => events().flatMap(({ changes }) => (changes?.SCHEDULE?.reminders?.[1] ?? []) as Answer[]);
  return {
    firm,
    machine,
    office,
    jobId: jobId as string,
    templateId,
    read,
    task,
    act,
    workflow,
    events,
    record,
    reminders,
  };
}

export type Scene = Awaited<ReturnType<typeof aScene>>;
export const typesOf = ({ events }: Pick<Scene, 'events'>): string[] => events().map(({ type }) => type);

/** Someone at the client who is told about things. */
export async function aContact({ firm, office }: Pick<Scene, 'firm' | 'office'>, body: object = {}): Promise<string> {
  const reply = await firm.admin.call('POST', `/v1/clients/${office.clientId}/contacts`, {
    body: { name: 'Alicia Whitaker', mail: 'alicia@juniper.example', notify: true, portal: true, ...body },
  });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body.id;
}

export const aDay = 86_400;
