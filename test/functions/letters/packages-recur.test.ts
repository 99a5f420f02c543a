import { describe, expect, test } from 'vitest';
import { aLetter, asSigner, signed } from '../../support/letters.ts';
import { published } from '../../support/templates.ts';
import { aMonth, reacted } from '../recurrence/recurring.ts';

const fee = { how: 'included' } as const;
const close = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee };
const payroll = { code: 'PAY', name: 'Payroll', frequency: 'monthly', fee };

describe('what recurs of a chosen package', () => {
  const books = { ...close, template: 'small-close', firstPeriod: '2026-07-01' };
  const wages = { ...payroll, template: 'small-close' };

  /** Both have signed for the only package there is, of an engagement with these services that had begun or had not. */
  async function signedFor(services: object[], had: object[] = [], before?: (office: Office) => Promise<void>) {
    const packages = [{ name: 'Complete', services }];
    const letter = await aLetter({ engagement: { services: had }, letter: { template: 'proposal', packages } });
    await published(letter.call, aMonth());
    await before?.(letter);
    expect((await letter.call('POST', `/v1/letters/${letter.id}/send`)).status).toBe(200);
    await letter.settled();
    for (const person of letter.people) {
      await signed(asSigner(letter.firm, person, letter.clientId), letter.id, { package: 'Complete' });
      await letter.settled();
    }
    await reacted(letter.firm);
    return { ...letter, series: await seriesOf(letter) };
  }
  type Office = Awaited<ReturnType<typeof aLetter>>;
  const seriesOf = async ({ call, clientId }: Office) =>
    (await call('GET', `/v1/clients/${clientId}/series`)).body.items;

  test('does so from its first period on, once all have signed', async () => {
    const { call, engagementId, series } = await signedFor([books, payroll]);
    const { services } = (await call('GET', `/v1/engagements/${engagementId}`)).body;
    expect(services).toMatchObject([{ template: 'small-close', firstPeriod: '2026-07-01' }, { code: 'PAY' }]);
    expect(series).toMatchObject([
      { engagementId, serviceId: services[0].id, status: 'active', first: '2026-07-01', end: { kind: 'engagement' } },
    ]);
  });

  test('begins beside work that goes on, and leaves ended what someone had ended', async () => {
    const { call, engagementId, series } = await signedFor([books, wages], [books], async (office) => {
      const { services } = (await office.call('GET', `/v1/engagements/${office.engagementId}`)).body;
      const body = { engagementId: office.engagementId, serviceId: services[0].id };
      const byHand = await office.call('POST', `/v1/clients/${office.clientId}/series`, { body });
      await office.call('POST', `/v1/series/${byHand.body.id}/end`, { body: { reason: 'Not any more' } });
      await office.call('POST', `/v1/engagements/${office.engagementId}/activate`);
      await reacted(office.firm);
    });
    const { services } = (await call('GET', `/v1/engagements/${engagementId}`)).body;
    const states = series.map(({ serviceId, status }: Record<string, string>) => [serviceId, status]);
    expect(new Map(states)).toEqual(
      new Map([
        [services[0].id, 'ended'],
        [services[1].id, 'active'],
      ]),
    );
  });
});
