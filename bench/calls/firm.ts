import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';

const ofTen = { limit: '10' };
/** Two values of one length that take turns, so that each call changes something. */
const either = (turn: number, one: string, other: string) => (turn % 2 === 0 ? one : other);
let people = 0;
const fresh = (role = 'member') => ({ name: 'Robin Keller', mail: `robin${100_000 + people++}@firm.example`, role });

export const firmCalls: readonly BenchCall[] = [
  { route: 'GET /v1/health', request: () => ({}) },
  { route: 'GET /v1/me', request: () => ({}) },
  { route: 'GET /v1/firm', request: () => ({}) },
  {
    route: 'PATCH /v1/firm',
    request: (_, turn) => ({ body: { name: either(turn, 'Larkfield & Bell', 'Larkfield & Rowe') } }),
  },
  { route: 'GET /v1/team', when: 'a page of 10', request: () => ({ query: ofTen }) },
  { route: 'POST /v1/team', request: () => ({ body: fresh() }) },
  { route: 'GET /v1/team/{memberId}', request: ({ colleague }) => ({ params: { memberId: colleague } }) },
  {
    route: 'PATCH /v1/team/{memberId}',
    request: ({ colleague }, turn) => ({
      params: { memberId: colleague },
      body: { name: either(turn, 'Sandy Colleague', 'Young Colleague') },
    }),
  },
  {
    route: 'POST /v1/team/{memberId}/invite',
    request: ({ colleague }) => ({ params: { memberId: colleague } }),
  },
  {
    route: 'POST /v1/team/{memberId}/disable',
    request: async ({ make }) => ({ params: { memberId: await make.member(fresh(), afterwards) } }),
  },
  {
    route: 'POST /v1/team/{memberId}/enable',
    request: async ({ make }) => ({ params: { memberId: await make.member(fresh(), afterwards, 'disabled') } }),
  },
];
