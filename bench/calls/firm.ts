import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import { firmAnew } from '../scene.ts';

const ofTen = { limit: '10' };
/** Two values of one length that take turns, so that each call changes something. */
const either = (turn: number, one: string, other: string) => (turn % 2 === 0 ? one : other);
let people = 0;
const fresh = (role = 'member') => ({ name: 'Robin Keller', mail: `robin${100_000 + people++}@firm.example`, role });

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** A PNG of so many bytes; `turn` tells one from another. */
export const aLogo = (bytes: number, turn: number): string => {
  const image = Buffer.concat([Buffer.from(pixel, 'base64'), Buffer.alloc(bytes, turn % 256)]).subarray(0, bytes);
  return `data:image/png;base64,${image.toString('base64')}`;
};

/** Someone with everything that is said of one who works. */
const details = {
  title: 'Senior accountant',
  hours: [{ from: '2026-01-01', minutes: [480, 480, 480, 480, 480, 0, 0] }],
  target: 75,
  skills: ['close', 'advisory', '1065'],
  billRates: ['2026', '2027'].map((year) => ({ from: `${year}-01-01`, rate: { amount: 15_500, currency: 'USD' } })),
  costRates: [{ from: '2026-01-01', rate: { amount: 4_800, currency: 'USD' } }],
};
const leave = { kind: 'leave', from: '2026-07-06', to: '2026-07-17', note: 'In the mountains' };
const team = (turn: number, memberIds: readonly string[] = []) => ({ name: `Team ${100_000 + turn}`, memberIds });
let teams = 0;

export const firmCalls: readonly BenchCall[] = [
  { route: 'GET /v1/health', request: () => ({}) },
  { route: 'GET /v1/me', request: () => ({}) },
  { route: 'GET /v1/firm', request: () => ({}) },
  {
    route: 'PATCH /v1/firm',
    async request(scene) {
      await firmAnew(scene);
      return { body: { name: 'Larkfield & Bell' } };
    },
  },
  {
    route: 'GET /v1/firm/logo',
    request: async ({ make }) => (await make.logo(aLogo(20_000, 0), afterwards), {}),
  },
  { route: 'PUT /v1/firm/logo', request: (_, turn) => ({ body: { image: aLogo(20_000, turn + 1) } }) },
  {
    route: 'DELETE /v1/firm/logo',
    request: async ({ make }) => (await make.logo(aLogo(20_000, 0), afterwards), {}),
  },
  { route: 'GET /v1/team', when: 'a page of 10', request: () => ({ query: ofTen }) },
  { route: 'POST /v1/team', request: () => ({ body: fresh() }) },
  { route: 'POST /v1/team', when: 'with hours and rates', request: () => ({ body: { ...fresh(), ...details } }) },
  { route: 'GET /v1/team/{memberId}', request: ({ colleague }) => ({ params: { memberId: colleague } }) },
  {
    route: 'PATCH /v1/team/{memberId}',
    request: ({ colleague }, turn) => ({
      params: { memberId: colleague },
      body: { name: either(turn, 'Sandy Colleague', 'Young Colleague') },
    }),
  },
  {
    route: 'PATCH /v1/team/{memberId}',
    when: 'hours and rates',
    request: async ({ make }) => ({
      params: { memberId: await make.member({ ...fresh(), ...details }, afterwards) },
      body: { target: 80, billRates: details.costRates },
    }),
  },
  {
    route: 'POST /v1/team/{memberId}/invite',
    request: ({ colleague }) => ({ params: { memberId: colleague } }),
  },
  {
    route: 'POST /v1/team/{memberId}/disable',
    growsWith: 'the team',
    request: async ({ make }) => ({ params: { memberId: await make.member(fresh(), afterwards) } }),
  },
  {
    route: 'POST /v1/team/{memberId}/enable',
    request: async ({ make }) => ({ params: { memberId: await make.member(fresh(), afterwards, 'disabled') } }),
  },
  {
    route: 'GET /v1/team/{memberId}/absences',
    when: 'a page of 10',
    request: async ({ make }) => {
      const memberId = await make.member(fresh(), afterwards);
      for (let i = 0; i < 12; i++) await make.absence(leave, memberId, afterwards);
      return { params: { memberId }, query: ofTen };
    },
  },
  {
    route: 'POST /v1/team/{memberId}/absences',
    request: ({ colleague }) => ({ params: { memberId: colleague }, body: leave }),
  },
  ...(['GET', 'PATCH', 'DELETE'] as const).map((method): BenchCall => ({
    route: `${method} /v1/team/{memberId}/absences/{absenceId}`,
    request: async ({ make, colleague }) => ({
      params: { memberId: colleague, absenceId: await make.absence(leave, colleague, afterwards) },
      ...(method === 'PATCH' && { body: { to: '2026-07-24' } }),
    }),
  })),
  {
    route: 'GET /v1/teams',
    when: 'a page of 10',
    request: async ({ make, colleague }) => {
      for (let i = 0; i < 12; i++) await make.team(team(teams++, [colleague]), afterwards);
      return { query: ofTen };
    },
  },
  { route: 'POST /v1/teams', request: ({ colleague }) => ({ body: team(teams++, [colleague]) }) },
  ...(['GET', 'PATCH', 'DELETE'] as const).map((method): BenchCall => ({
    route: `${method} /v1/teams/{teamId}`,
    request: async ({ make, colleague }) => ({
      params: { teamId: await make.team(team(teams++, [colleague]), afterwards) },
      ...(method === 'PATCH' && { body: team(teams++) }),
    }),
  })),
];
