import { beforeEach, describe, expect, test } from 'vitest';
import {
  changeOf as changeOfEngagement,
  reverse as reverseEngagement,
  valuesOf as valuesOfEngagement,
} from '../../web/console/src/lib/engagement-form.ts';
import { sayFee } from '../../web/console/src/lib/engagement-words.ts';
import type { Engagement } from '../../web/console/src/lib/engagement.ts';
import { feeOf, typedFee } from '../../web/console/src/lib/fee-words.ts';
import {
  again,
  changeOf,
  freshService,
  inputOf,
  reverse,
  type ServiceValues,
  valuesOf,
  wrongFee,
} from '../../web/console/src/lib/service-form.ts';
import { aClient, aFirm, type FirmUnderTest } from '../support/call.ts';
import { verbs } from '../support/office.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' as const });

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let engagement: Engagement;

beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  const { id } = await aClient(firm.admin.call);
  const service = {
    code: 'CLOSE',
    name: 'Monthly close',
    frequency: 'monthly',
    budgetMinutes: 90,
    roles: [{ role: 'lead', memberId: firm.admin.id }],
    fee: { how: 'fixed', amount: usd(115_000), billed: 'quarterly' },
  };
  const body = { title: 'Books', startsOn: '2026-01-01', renewal: 'automatic', services: [service] };
  engagement = (await admin.post(`/v1/clients/${id}/engagements`, body)).body as Engagement;
});

const at = () => `/v1/engagements/${engagement.id}`;
const serviceOf = ({ services }: Engagement) => services[0]!;

async function sent(reply: Promise<{ status: number; body: unknown }>): Promise<Engagement> {
  const { status, body } = await reply;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body as Engagement;
}

describe('a service as it is typed', () => {
  test('sends nothing where nothing was changed', () => {
    const service = serviceOf(engagement);
    expect(changeOf(service, valuesOf(service), 'USD', true)).toEqual({});
  });

  test.each<[Partial<ServiceValues['fee']>, unknown]>([
    [
      { how: 'fixed', typed: '450', billed: null },
      { how: 'fixed', amount: usd(45_000) },
    ],
    [{ typed: '1,200.50' }, { how: 'fixed', amount: usd(120_050), billed: 'quarterly' }],
    [{ how: 'hourly', typed: '' }, { how: 'hourly' }],
    [
      { how: 'hourly', typed: '9,000' },
      { how: 'hourly', perYear: usd(900_000) },
    ],
    [
      { how: 'capped', typed: '300' },
      { how: 'capped', cap: usd(30_000) },
    ],
    [{ how: 'included' }, { how: 'included' }],
    [{ typed: '' }, null],
  ])('is paid %o, and again as before', async (typed, fee) => {
    const before = serviceOf(engagement);
    const values = valuesOf(before);
    const change = changeOf(before, { ...values, fee: { ...values.fee, ...typed } }, 'USD', true);
    expect(change).toEqual({ fee });
    const path = `${at()}/services/${before.id}`;
    expect(serviceOf(await sent(admin.patch(path, change))).fee ?? null).toEqual(fee);
    expect(serviceOf(await sent(admin.patch(path, reverse(before, change))))).toEqual(before);
  });

  test('is changed in all the rest, emptied, and again as before', async () => {
    const before = serviceOf(engagement);
    const after: ServiceValues = {
      ...valuesOf(before),
      code: 'BOOKS',
      frequency: 'quarterly',
      hours: '',
      template: 'monthly-close',
      firstPeriod: '2026-04-01',
      roles: [],
    };
    const change = changeOf(before, after, 'USD', true);
    expect(change).toEqual({
      code: 'BOOKS',
      frequency: 'quarterly',
      budgetMinutes: null,
      template: 'monthly-close',
      firstPeriod: '2026-04-01',
      roles: [],
    });
    const path = `${at()}/services/${before.id}`;
    expect(serviceOf(await sent(admin.patch(path, change)))).not.toHaveProperty('budgetMinutes');
    expect(serviceOf(await sent(admin.patch(path, reverse(before, change))))).toEqual(before);
  });

  test('sets no fee for who may not', () => {
    const { fee: _, ...unseen } = serviceOf(engagement);
    const after = { ...valuesOf(unseen), name: 'Close', fee: typedFee({ how: 'included' }) };
    expect(changeOf(unseen, after, 'USD', false)).toEqual({ name: 'Close' });
    expect(
      inputOf({ ...freshService(), code: 'A', name: 'B', fee: typedFee({ how: 'included' }) }, 'USD', false),
    ).toEqual({ code: 'A', name: 'B', frequency: 'monthly' });
  });

  test('is added with nothing but what was said, and put back after it was taken out', async () => {
    const typed = {
      ...freshService(),
      code: 'PAY',
      name: 'Payroll',
      hours: 1.5,
      frequency: 'every-two-weeks' as const,
    };
    const input = inputOf({ ...typed, fee: { how: 'fixed', typed: '300', billed: 'monthly' } }, 'USD', true);
    expect(input).toEqual({
      code: 'PAY',
      name: 'Payroll',
      frequency: 'every-two-weeks',
      budgetMinutes: 90,
      fee: { how: 'fixed', amount: usd(30_000), billed: 'monthly' },
    });
    await sent(admin.post(`${at()}/services`, input));
    const before = serviceOf(engagement);
    const left = await sent(admin.remove(`${at()}/services/${before.id}`));
    expect(left.services.map(({ code }) => code)).toEqual(['PAY']);
    const whole = await sent(admin.post(`${at()}/services`, again(before)));
    expect(whole.services.at(-1)).toEqual({ ...before, id: expect.any(String) });
  });

  test('waits for its fee unless its hours are capped; what is typed is an amount', () => {
    const wrong = (how: 'fixed' | 'capped' | 'hourly' | 'included', typed: string) =>
      wrongFee({ how, typed, billed: null }, 'USD') !== null;
    expect([wrong('fixed', ''), wrong('hourly', ''), wrong('included', 'x'), wrong('capped', '9')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([wrong('capped', ' '), wrong('fixed', 'much'), wrong('hourly', '1.234')]).toEqual([true, true, true]);
  });

  test('says a fee with its own rhythm', () => {
    expect(sayFee({ how: 'fixed', amount: usd(45_000), billed: 'quarterly' })).toBe('$450 a quarter');
    expect(feeOf(typedFee({ how: 'capped', cap: usd(1_150_00) }), 'USD')).toEqual({ how: 'capped', cap: usd(115_000) });
  });
});

describe('an engagement as it is typed', () => {
  test('sends what was changed, takes away what was emptied, and is again as before', async () => {
    const payer = await aClient(firm.admin.call, { name: 'Whitaker Holdings', number: 'W-1' });
    const values = valuesOfEngagement(engagement);
    expect(changeOfEngagement(engagement, values)).toEqual({});
    const after = { ...values, title: 'Books and tax', startsOn: '', endsOn: '2026-12-31', billingClientId: payer.id };
    const change = changeOfEngagement(engagement, { ...after, renewal: 'by-agreement' });
    expect(change).toEqual({
      title: 'Books and tax',
      startsOn: null,
      endsOn: '2026-12-31',
      renewal: 'by-agreement',
      billingClientId: payer.id,
    });
    expect(await sent(admin.patch(at(), change))).toMatchObject({ title: 'Books and tax', endsOn: '2026-12-31' });
    const { version: _, ...undone } = await sent(admin.patch(at(), reverseEngagement(engagement, change)));
    expect({ ...undone, version: engagement.version }).toEqual(engagement);
  });
});
