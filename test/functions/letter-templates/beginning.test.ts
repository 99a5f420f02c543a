import { beforeAll, describe, expect, test } from 'vitest';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { aSmallTemplate } from '../../support/work.ts';

let firm: FirmUnderTest;
let place: { clientId: string; engagementId: string };
const ours = {
  name: 'Our taxes',
  kind: 'engagement-letter',
  title: 'Taxes: {engagement.title}',
  text: '{client.name}:\n{for each service}{service.title} for {service.fee}{end}',
};
const at = (key: string) => `/v1/letter-templates/${key}`;
const put = (key: string, more: object = {}) => firm.admin.call('PUT', at(key), { body: { ...ours, ...more } });
const begun = (template: string) =>
  firm.admin.call('POST', `/v1/clients/${place.clientId}/letters`, {
    body: { template, engagementId: place.engagementId, contactIds: [], dueOn: '2030-12-31' },
  });
const preview = (body: object, call = firm.admin.call, key = 'own-mine') =>
  call('POST', `${at(key)}/preview`, { body });

beforeAll(async () => {
  firm = await aFirm();
  const { id: clientId } = await aClient(firm.admin.call, { name: 'Juniper Street Dental' });
  const fee = { how: 'fixed', amount: { amount: 90_000, currency: 'USD' } };
  const engagement = await firm.admin.call('POST', `/v1/clients/${clientId}/engagements`, {
    body: { title: 'Form 1040', services: [{ code: '1040', name: 'Form 1040', frequency: 'yearly', fee }] },
  });
  place = { clientId, engagementId: engagement.body.id };
  await put('own-mine');
});

describe('a letter that is begun', () => {
  test('has the firm’s own words, and keeps them when these change', async () => {
    const letter = await begun('own-mine');
    expect(letter).toMatchObject({ status: 201, body: { kind: ours.kind, title: ours.title, text: ours.text } });
    await put('own-mine', { text: 'Other words' });
    const kept = await firm.admin.call('GET', `/v1/letters/${letter.body.id}`);
    expect(kept.body.text).toBe(ours.text);
    await put('own-mine');
  });

  test.each(['own-gone', 'nothing-like-it'])('from %s is refused: there are no such words', async (key) => {
    if (key === 'own-gone') {
      await put(key);
      await firm.admin.call('DELETE', at(key));
    }
    expect(await begun(key)).toMatchObject({ status: 400, body: { issues: [{ path: 'body.template' }] } });
  });

  test('is shown before for an engagement, with what is missing', async () => {
    expect((await preview({ engagementId: place.engagementId })).body).toEqual({
      title: 'Taxes: Form 1040',
      text: 'Juniper Street Dental:\nForm 1040 for $900.00 a year',
      missing: [],
    });
    const { body } = await preview({ engagementId: place.engagementId, text: 'From {engagement.startsOn, MMMM d}' });
    expect(body).toMatchObject({ text: 'From {engagement.startsOn}', missing: ['engagement.startsOn'] });
  });

  test('is shown with every field as it may look, in words that are not kept', async () => {
    const { body } = await preview({ text: '{client.name}, {services.count}' }, (await firm.member('member')).call);
    expect(body).toEqual({
      title: 'Taxes: Books and taxes for 2026',
      text: 'Juniper Street Dental, P.C., 2',
      missing: [],
    });
    expect((await preview({ title: '{services.count}' })).body.issues[0]).toMatchObject({ path: 'body.title' });
  });

  test('is shown for an engagement to who may see amounts and the client, and of no sign-off', async () => {
    const { engagementId, clientId } = place;
    const blind = await firm.member('member', { rights: { amounts: false } });
    expect((await preview({ engagementId }, blind.call)).status).toBe(403);
    const walled = await firm.member('manager', { scope: { except: [clientId] } });
    expect((await preview({ engagementId }, walled.call)).status).toBe(404);
    expect(await preview({ engagementId }, firm.admin.call, 'sign-off')).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.engagementId' }] },
    });
  });

  test('by a template of work is one that there is, or the template is not published', async () => {
    const sends = (letter: string) =>
      aSmallTemplate({
        key: `sends-${letter}`,
        sections: [
          { name: 'Start', tasks: [{ key: 'letter', title: 'Send the letter', auto: 'send-letter', letter }] },
        ],
      } as never);
    const drafted = async (letter: string): Promise<string> =>
      (await firm.admin.call('POST', '/v1/templates', { body: { content: sends(letter) } })).body.id;
    const fault = { message: 'There is no letter own-gone', path: 'sections.0.tasks.0.letter' };
    const id = await drafted('own-gone');
    expect((await firm.admin.call('POST', `/v1/templates/${id}/lint`)).body.faults).toMatchObject([fault]);
    expect((await firm.admin.call('POST', `/v1/templates/${id}/publish`)).status).toBe(422);
    const other = await drafted('own-mine');
    expect((await firm.admin.call('POST', `/v1/templates/${other}/publish`)).status).toBe(200);
  });
});
