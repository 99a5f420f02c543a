import { describe, expect, test } from 'vitest';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { aLetter, aSentLetter, asSigner, signed } from '../../support/letters.ts';
import { aJob, aSmallTemplate, taskOf } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

const subjects = (mails: readonly Record<string, unknown>[]) => mails.map(({ subject }) => subject);
const days = (count: number) => count * 24;

describe('a letter that nobody signs', () => {
  test('is mailed again after three days, once, and to the one whose turn it is', async () => {
    const { lookedAtAfter, mails, people } = await aSentLetter();
    await lookedAtAfter(days(2));
    expect(mails()).toHaveLength(1);
    await lookedAtAfter(days(5));
    await lookedAtAfter(days(5) + 1);
    expect(mails()).toHaveLength(2);
    expect(new Set(mails().map(({ contactId }) => contactId))).toEqual(new Set([people[0]]));
  });

  test('is not mailed again at night or on a Sunday', async () => {
    const { lookedAtAfter, mails } = await aSentLetter();
    await lookedAtAfter(days(4));
    await lookedAtAfter(days(5) + 12);
    expect(mails()).toHaveLength(1);
  });

  test('expires the day after its last, and so says its engagement', async () => {
    const { lookedAtAfter, read, call, engagementId, settled, first, id } = await aSentLetter();
    await lookedAtAfter(days(28));
    expect((await read()).status).toBe('sent');
    await lookedAtAfter(days(29));
    await settled();
    expect(await read()).toMatchObject({ status: 'expired' });
    expect((await call('GET', `/v1/engagements/${engagementId}`)).body.letter).toBe('expired');
    expect((await signed(first, id)).status).toBe(422);
  });

  test('can be given more time when it has expired, and is signed then', async () => {
    const { lookedAtAfter, call, first, id, settled } = await aSentLetter();
    await lookedAtAfter(days(29));
    const extended = await call('POST', `/v1/letters/${id}/extend`, { body: { dueOn: '2026-05-01' } });
    expect(extended.body).toMatchObject({ status: 'sent' });
    await settled();
    expect((await signed(first, id)).body).toMatchObject({ status: 'partly-signed' });
  });
});

describe('what is mailed by itself', () => {
  test('waits for the morning where someone signs at night', async () => {
    const { lookedAtAfter, mails, first, id, settled } = await aSentLetter();
    await lookedAtAfter(12);
    await signed(first, id);
    await settled();
    await lookedAtAfter(13);
    expect(mails()).toHaveLength(1);
    await lookedAtAfter(24);
    await settled();
    expect(mails()).toHaveLength(2);
  });

  test('tells all who signed that their copy is there, once', async () => {
    const { first, second, id, settled, mails, people } = await aSentLetter();
    await signed(first, id);
    await settled();
    await signed(second, id);
    await settled();
    await settled();
    const copies = mails().filter(({ subject }) => String(subject).startsWith('Signed by everyone'));
    expect(new Set(copies.map(({ contactId }) => contactId))).toEqual(new Set(people));
    expect(subjects(mails())).toHaveLength(4);
  });

  test('is held before the firm is live', async () => {
    const { call, id, settled, mails } = await aLetter();
    expect((await call('POST', '/v1/firm/stop-mail')).status).toBe(200);
    await call('POST', `/v1/letters/${id}/send`);
    await settled();
    expect(mails().map(({ status }) => status)).toEqual(['held']);
  });
});

describe('work that a letter is for', () => {
  const template = aSmallTemplate({
    key: 'new-client',
    sections: [
      {
        name: 'Start',
        tasks: [
          { key: 'letter', title: 'Send the letter', auto: 'send-letter', letter: 'engagement-letter' },
          { key: 'start', title: 'Start the work', after: ['letter.signed'], gate: true },
        ],
      },
    ],
  } as never);

  test('goes on when the letter is sent, and when everyone has signed it', async () => {
    const letter = await aLetter();
    const { firm, call, id, clientId, engagementId, settled } = letter;
    const templateId = await published(call, template);
    const job = await aJob(call, { clientId, templateId, engagementId });
    const now = async () => (await call('GET', `/v1/jobs/${job.id}`)).body;
    expect(taskOf(await now(), 'start').can.complete).toBe(false);
    await call('POST', `/v1/letters/${id}/send`);
    await settled();
    const [first, second] = letter.people.map((one) => asSigner(firm, one, clientId));
    await signed(first!, id);
    await settled();
    expect(taskOf(await now(), 'start').can.complete).toBe(false);
    await signed(second!, id);
    await settled();
    expect(taskOf(await now(), 'start').can.complete).toBe(true);
    const { version } = await now();
    await onLetter(firm.table, `LETTER#${id}`);
    expect((await now()).version).toBe(version);
  });
});
