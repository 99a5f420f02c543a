import { things } from '../../functions/firm/words.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { firmAnew, type Scene } from '../scene.ts';
import { aLogo } from './firm.ts';
import { ids, long, longMail, worst } from './longest.ts';

let made = 0;
/** Two values that take turns, so that each call changes everything. */
const either = () => (made++ % 2 === 0 ? '漢' : '字');

const years = Array.from({ length: 60 }, (_, i) => `${2000 + i}-01-01`);
const rates = (amount: number) => years.map((from) => ({ from, rate: { amount, currency: 'USD' } }));
const days = (of: string) => years.slice(0, 50).map((date) => ({ date, reason: long(100, of) }));

const settings = (of: string) => ({
  name: long(200, of),
  timeZone: 'UTC',
  currency: 'USD',
  profession: 'consulting',
  words: Object.fromEntries(things.map((thing) => [thing, { one: long(40, of), many: long(40, of) }])),
  weekStartsOn: 1,
  workingDays: { closed: days(of), open: days(of) },
  letterRule: of === '漢' ? 'off' : 'warn',
  mailHours: { from: '00:00', to: of === '漢' ? '24:00' : '23:59' },
  colour: of === '漢' ? '#1f5a4d' : '#1f5a4e',
  phone: long(40, of),
  address: long(300, of),
  website: `https://${'a'.repeat(170)}${of === '漢' ? 'a' : 'b'}.example`,
  replyTo: longMail(of === '漢' ? 1 : 2),
  paymentDays: of === '漢' ? 364 : 365,
  nextInvoice: of === '漢' ? 999_999_998 : 999_999_999,
});

const member = (role: string, of: string) => ({
  name: long(120, of),
  mail: longMail(1_000 + made++),
  title: long(120, of),
  role,
  scope: { except: ids(200) },
  rights: { amounts: true, rates: true, costs: true, revenue: true },
  hours: years.map((from) => ({ from, minutes: [1, 1, 1, 1, 1, 1, of === '漢' ? 1 : 2].map((n) => n * 480) })),
  target: of === '漢' ? 99 : 100,
  skills: Array.from({ length: 40 }, (_, i) => long(38, of) + String(10 + i)),
  billRates: rates(of === '漢' ? 99_999_998 : 99_999_999),
  costRates: rates(of === '漢' ? 99_999_998 : 99_999_999),
});

/** An administrator: the firm’s list of them changes in the same transaction. */
const anAdmin = ({ make }: Scene, status?: 'disabled') => make.member(member('admin', '漢'), afterwards, status);

const absence = (of: string) => ({
  kind: of === '漢' ? 'training' : 'leave',
  from: '2026-01-01',
  to: of === '漢' ? '2026-12-30' : '2026-12-31',
  minutes: of === '漢' ? 1000 : 1001,
  note: long(300, of),
});
const anAbsence = async ({ make, colleague }: Scene) => ({
  memberId: colleague,
  absenceId: await make.absence(absence('漢'), colleague, afterwards),
});

const team = (of: string, memberIds: string[]) => ({ name: long(74, of) + String(100_000 + made++), memberIds });
const aTeam = async ({ make, colleague }: Scene) => ({
  teamId: await make.team(team('漢', [colleague, ...ids(99, 'C', 'mem')]), afterwards),
});

const nothing = () => ({});

export const worstFirmCalls: readonly BenchCall[] = [
  worst(
    'PATCH /v1/firm',
    async (scene) => (await firmAnew(scene), {}),
    () => ({ body: settings(either()) }),
  ),
  worst(
    'PUT /v1/firm/logo',
    async ({ make }) => (await make.logo(aLogo(100 * 1024, 0), afterwards), {}),
    () => ({ body: { image: aLogo(100 * 1024, 1) } }),
  ),
  worst('DELETE /v1/firm/logo', async ({ make }) => (await make.logo(aLogo(100 * 1024, 0), afterwards), {})),
  worst('POST /v1/team', nothing, () => ({ body: member('admin', '漢') })),
  {
    ...worst(
      'PATCH /v1/team/{memberId}',
      async (scene) => ({ memberId: await anAdmin(scene) }),
      () => ({ body: { ...member('manager', '字'), scope: { only: ids(200, 'B') }, accessEndsOn: '2030-12-31' } }),
    ),
    growsWith: 'the team',
  },
  worst('POST /v1/team/{memberId}/invite', async (scene) => ({ memberId: await anAdmin(scene) })),
  {
    ...worst('POST /v1/team/{memberId}/disable', async (scene) => ({ memberId: await anAdmin(scene) })),
    growsWith: 'the team',
  },
  worst('POST /v1/team/{memberId}/enable', async (scene) => ({ memberId: await anAdmin(scene, 'disabled') })),
  worst(
    'POST /v1/team/{memberId}/absences',
    ({ colleague }) => ({ memberId: colleague }),
    () => ({ body: absence('漢') }),
  ),
  worst('PATCH /v1/team/{memberId}/absences/{absenceId}', anAbsence, () => ({ body: absence('字') })),
  worst('DELETE /v1/team/{memberId}/absences/{absenceId}', anAbsence),
  worst('POST /v1/teams', nothing, ({ colleague }) => ({ body: team('漢', [colleague]) })),
  worst('PATCH /v1/teams/{teamId}', aTeam, ({ colleague }) => ({ body: team('字', [colleague]) })),
  worst('DELETE /v1/teams/{teamId}', aTeam),
];
