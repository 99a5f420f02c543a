import { describe, expect, test } from 'vitest';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { aDraftLetter, signed } from '../../support/letters.ts';
import { aJobWithLetters, begin, boris, gate, letterStep } from './job-scene.ts';

describe('a step that sends a letter', () => {
  test('sends it for the engagement of the job, is done when all have signed, and the job goes on; told again, once', async () => {
    const people = [{ sign: true, main: true }, boris, { name: 'Carl', mail: 'carl@juniper.example' }];
    const scene = await aJobWithLetters({ people });
    const { act, theLetter, task, read, heard, allSign, mails, contactIds, engagementId, office, firm } = scene;
    await act('begin', 'complete');
    const letter = await theLetter();
    expect(letter).toMatchObject({
      status: 'sent',
      title: 'Engagement letter: Books',
      engagementId,
      jobId: scene.jobId,
      taskId: (await task('letter')).id,
      senderId: office.bookkeeper.id,
      dueOn: '2026-11-16',
      signers: [{ contactId: contactIds[0] }, { contactId: contactIds[1] }],
    });
    expect(await task('letter')).toMatchObject({ status: 'asked', letterId: letter.id });
    expect((await read()).status).toBe('waiting-client');
    await heard(letter.id);
    expect(mails()).toMatchObject([{ contactId: contactIds[0], subject: expect.stringContaining('Before we start') }]);
    contactIds.pop();
    await allSign(letter.id);
    expect(await task('letter')).toMatchObject({ status: 'done', doneBy: 'system' });
    expect(await task('go')).toMatchObject({ blockedBy: [] });
    expect((await read()).status).toBe('active');
    const { version } = await read();
    await onLetter(firm.table, `LETTER#${letter.id}`);
    expect((await read()).version).toBe(version);
  });

  test('is not done by the first of two who sign', async () => {
    const { act, theLetter, task, heard, signs, contactIds } = await aJobWithLetters({
      people: [{ sign: true, main: true }, boris],
    });
    await act('begin', 'complete');
    const { id } = await theLetter();
    await heard(id);
    const [first] = contactIds;
    expect((await signed(signs(first!), id)).body).toMatchObject({ status: 'partly-signed' });
    await heard(id);
    expect(await task('letter')).toMatchObject({ status: 'asked' });
  });

  test('that a person is to let go drafts it, and waits until they have sent it', async () => {
    const tasks = [begin, { ...letterStep, holdForPerson: true }, { ...gate, due: 'job.start +15 bizday' }];
    const { act, theLetter, task, read, call, heard, allSign, jobId, mails } = await aJobWithLetters({ tasks });
    await act('begin', 'complete');
    const draft = await theLetter();
    const dueOn = (await task('go')).due.on;
    expect(draft).toMatchObject({ status: 'draft', can: { send: true }, dueOn });
    expect(draft).not.toHaveProperty('notSent');
    expect(await task('letter')).toMatchObject({ status: 'active', letterId: draft.id, can: { release: false } });
    expect((await read()).status).toBe('active');
    const { held } = (await call('GET', `/v1/jobs/${jobId}/workflow`)).body;
    expect(held).toMatchObject([{ title: 'Engagement letter' }]);
    expect((await call('POST', `/v1/letters/${draft.id}/send`)).status).toBe(200);
    await heard(draft.id);
    expect(mails()).toHaveLength(1);
    expect(await task('letter')).toMatchObject({ status: 'asked' });
    await allSign(draft.id);
    expect(await task('letter')).toMatchObject({ status: 'done' });
  });

  test('leaves a draft that says why, where nobody signs or the letter has a hole', async () => {
    const nobody = await aJobWithLetters({ people: [{ sign: true, portal: false }] });
    await nobody.act('begin', 'complete');
    const says = expect.stringMatching(/^Nobody at Juniper .* signs and has access to the portal/);
    expect(await nobody.theLetter()).toMatchObject({ status: 'draft', notSent: says, signers: [] });
    expect(await nobody.task('letter')).toMatchObject({ status: 'active' });
    const services = [{ code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' }];
    const holed = await aJobWithLetters({ services });
    await holed.act('begin', 'complete');
    const { id, notSent } = await holed.theLetter();
    expect(notSent).toContain('{service.fee}');
    await holed.call('PATCH', `/v1/letters/${id}`, { body: { text: 'We keep your books.' } });
    const sent = await holed.call('POST', `/v1/letters/${id}/send`);
    expect(sent.body).toMatchObject({ status: 'sent' });
    expect(sent.body).not.toHaveProperty('notSent');
  });

  test.each([
    [{ engaged: false }, /this job belongs to none/],
    [{ tasks: [begin, { ...letterStep, letter: 'unheard-of' }, gate] }, /no letter “unheard-of”/],
    [{ tasks: [begin, { ...letterStep, letter: 'non-engagement' }, gate] }, /Nobody signs/],
  ])('is left to a person, who reads why: %j', async (given, why) => {
    const { act, letters, task, read } = await aJobWithLetters(given);
    await act('begin', 'complete');
    expect(await letters()).toEqual([]);
    expect(await task('letter')).toMatchObject({ status: 'asked', askedWhy: expect.stringMatching(why) });
    expect((await read()).status).toBe('active');
    await act('letter', 'complete');
    expect(await task('letter')).not.toHaveProperty('askedWhy');
    expect(await task('letter')).toMatchObject({ status: 'done' });
  });
});

describe('a step whose letter is not signed', () => {
  async function out() {
    const scene = await aJobWithLetters();
    await scene.act('begin', 'complete');
    const { id } = await scene.theLetter();
    await scene.heard(id);
    return { ...scene, id };
  }

  test('is back with people when it is declined, and sends another one when it is tried again', async () => {
    const { signs, contactIds, id, heard, task, read, act, letters, firm, office, jobId } = await out();
    await signs(contactIds[0]!)('POST', `/portal/v1/letters/${id}/decline`, { body: { reason: 'Too dear' } });
    await heard(id);
    const back = await task('letter');
    expect(back).toMatchObject({ status: 'open', failure: { cause: expect.stringContaining('was declined') } });
    expect(back.failure.cause).not.toContain('Too dear');
    expect(back).not.toHaveProperty('letterId');
    expect((await read()).status).toBe('active');
    expect((await office.bookkeeper.call('GET', `/v1/jobs/${jobId}/workflow`)).body.failed).toHaveLength(1);
    const { version } = await read();
    await onLetter(firm.table, `LETTER#${id}`);
    expect((await read()).version).toBe(version);
    await act('letter', 'retry');
    expect(await letters()).toHaveLength(2);
    expect(await task('letter')).toMatchObject({ status: 'asked' });
  });

  test('is so when it is withdrawn, or the day to sign has passed; given more time, it is with the client again', async () => {
    const withdrawn = await out();
    await withdrawn.call('POST', `/v1/letters/${withdrawn.id}/void`, { body: { reason: 'Agreed anew' } });
    await withdrawn.heard(withdrawn.id);
    expect((await withdrawn.task('letter')).failure.cause).toMatch(/was withdrawn$/);
    const { id, daysPass, heard, task, call, allSign } = await out();
    await daysPass(16);
    await heard(id);
    expect((await task('letter')).failure.cause).toMatch(/was not signed in time$/);
    await call('POST', `/v1/letters/${id}/extend`, { body: { dueOn: '2026-12-01' } });
    await heard(id);
    expect(await task('letter')).toMatchObject({ status: 'asked', letterId: id });
    expect(await task('letter')).not.toHaveProperty('failure');
    await allSign(id);
    expect(await task('letter')).toMatchObject({ status: 'done' });
  });

  test('that someone has left out meanwhile stays so', async () => {
    const { act, id, allSign, task } = await out();
    await act('letter', 'skip', { reason: 'Signed on paper' });
    await allSign(id);
    expect(await task('letter')).toMatchObject({ status: 'skipped' });
    expect(await task('go')).toMatchObject({ blockedBy: [] });
  });
});

test('a letter goes out by its step though the firm begins no work without one', async () => {
  const { act, call, task, theLetter } = await aJobWithLetters();
  await call('PATCH', '/v1/firm', { body: { letterRule: 'stop' } });
  await act('begin', 'complete');
  expect(await theLetter()).toMatchObject({ status: 'sent' });
  expect(await task('letter')).toMatchObject({ status: 'asked' });
});

test('a step that was left to a person is done with the letter that they wrote for the engagement, once it is signed', async () => {
  const tasks = [begin, { ...letterStep, letter: 'unheard-of' }, gate];
  const { act, call, clientId, engagementId, contactIds, heard, allSign, task } = await aJobWithLetters({ tasks });
  await act('begin', 'complete');
  const place = { clientId, engagementId, contactId: contactIds[0]! };
  const { id } = (await aDraftLetter(call, place)).body;
  await call('PATCH', `/v1/team/${(await call('GET', '/v1/me')).body.member.id}`, { body: { title: 'Partner' } });
  expect((await call('POST', `/v1/letters/${id}/send`)).status).toBe(200);
  await heard(id);
  expect(await task('letter')).toMatchObject({ status: 'asked' });
  await allSign(id);
  expect(await task('letter')).toMatchObject({ status: 'done' });
});
