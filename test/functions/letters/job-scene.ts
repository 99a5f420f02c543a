import { expect } from 'vitest';
import { lettersStep } from '../../../functions/letters/letters-step.ts';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { render } from '../../../functions/letters/rendering.ts';
import type { Answer } from '../../support/call.ts';
import { comes, anotherPdf, saidOf } from '../../support/documents.ts';
import { anAddress, asSigner, aVault, signed } from '../../support/letters.ts';
import { aJob, taskOf } from '../../support/work.ts';
import { aContact, aScene, type Planned } from '../jobs/workflow/scene.ts';

export const begin = { key: 'begin', title: 'Begin', role: 'doer' };
export const letterStep = {
  key: 'letter',
  title: 'Engagement letter',
  auto: 'send-letter',
  letter: 'engagement-letter',
  role: 'doer',
  after: ['begin'],
};
export const gate = { key: 'go', title: 'Letter signed', gate: true, after: ['letter.signed'] };
const last = { key: 'last', title: 'Last', role: 'doer', after: ['letter'] };

const amount = { amount: 45_000, currency: 'USD' };
const close = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee: { how: 'fixed', amount } };

type Given = {
  tasks?: readonly Planned[];
  more?: object;
  people?: readonly object[];
  services?: readonly object[];
  engaged?: boolean;
};

const alicia = { name: 'Alicia Whitaker', mail: 'alicia@juniper.example', sign: true, main: true };
export const boris = { name: 'Boris Whitaker', mail: 'boris@juniper.example', sign: true };

/** A job whose template has letters signed, for an engagement of its client, in a firm that writes mail. */
export async function aJobWithLetters({
  tasks = [begin, letterStep, gate, last],
  more = {},
  people = [alicia],
  services = [close],
  engaged = true,
}: Given = {}) {
  const scene = await aScene({ tasks, more });
  const { firm, office, machine, templateId } = scene;
  const { clientId } = office;
  const { call } = firm.admin;
  await call('PATCH', '/v1/firm', { body: { phone: '303-555-0100' } });
  await call('PATCH', `/v1/team/${office.bookkeeper.id}`, { body: { title: 'Accountant' } });
  await call('POST', '/v1/firm/go-live');
  const contactIds: string[] = [];
  for (const one of people) contactIds.push(await aContact(scene, one));
  const made = await call('POST', `/v1/clients/${clientId}/engagements`, { body: { title: 'Books', services } });
  const engagementId = made.body.id as string;
  const job = await aJob(call, { clientId, templateId, ...(engaged && { engagementId }) });
  await machine.settled();
  const path = `/v1/jobs/${job.id}`;
  const read = async (): Promise<Answer> => (await call('GET', path)).body;
  const task = async (key: string): Promise<Answer> => taskOf(await read(), key);
  async function act(key: string, does: string, body?: object): Promise<Answer> {
    const reply = await office.bookkeeper.call(
      'POST',
      `${path}/tasks/${(await task(key)).id}/${does}`,
      body && { body },
    );
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    await machine.settled();
    return reply.body;
  }
  const vault = aVault();
  /** What the bus would have had done with a letter by now. */
  async function heard(id: string): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      await render({ table: firm.table, vault, site: anAddress }, id);
      await onLetter(firm.table, `LETTER#${id}`);
    }
    await machine.settled();
  }
  const letters = async (): Promise<Answer[]> => (await call('GET', `/v1/clients/${clientId}/letters`)).body.items;
  async function theLetter(): Promise<Answer> {
    const [one, ...others] = await letters();
    expect(others).toEqual([]);
    return one!;
  }
  const signs = (contactId: string) => asSigner(firm, contactId, clientId);
  async function allSign(id: string): Promise<void> {
    for (const contactId of contactIds) {
      const reply = await signed(signs(contactId), id);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      await heard(id);
    }
  }
  /** A file that the firm puts to the job. */
  async function aFile(body: object = {}): Promise<string> {
    const bytes = anotherPdf();
    const sent = { ...saidOf('return.pdf', bytes), visibility: 'client', ...body };
    const reply = await call('POST', `${path}/documents`, { body: sent });
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    await comes(firm.memory, reply.body.id, bytes);
    return reply.body.id;
  }
  async function daysPass(days: number): Promise<void> {
    await machine.pass(days * 86_400);
    await lettersStep(firm.table);
  }
  const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail');
  const here = { job, jobId: job.id as string, clientId, engagementId, contactIds, read, task, act };
  return { ...scene, ...here, call, heard, letters, theLetter, signs, allSign, aFile, daysPass, mails };
}
