import type { BenchCall } from '../call.ts';

const either = (turn: number, one: string, other: string) => (turn % 2 === 0 ? one : other);
const newClient = { name: 'Juniper Street Dental, P.C.', kind: 'c-corporation', lifecycle: 'active', tags: ['weekly'] };
const ofTen = { limit: '10' };
const of = ({ clientId }: { clientId: string }) => ({ clientId });

export const clientCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients',
    request: ({ responsible }) => ({ body: { ...newClient, lifecycle: 'onboarding', responsible } }),
  },
  {
    route: 'POST /v1/clients',
    when: 'with an Idempotency-Key',
    request: ({ responsible, size }, turn) => ({
      body: { ...newClient, lifecycle: 'onboarding', responsible },
      headers: { 'idempotency-key': `bench-${100_000 + size}-${100 + turn}` },
    }),
  },
  { route: 'GET /v1/clients', when: 'a page of 10', request: () => ({ query: ofTen }) },
  {
    route: 'GET /v1/clients',
    when: 'a page of 10, of one responsible person and state',
    request: ({ responsible }) => ({ query: { ...ofTen, responsible, lifecycle: 'active' } }),
  },
  {
    route: 'GET /v1/clients',
    when: 'by someone who may see 10 clients',
    request: ({ guest }) => ({ by: guest }),
  },
  { route: 'GET /v1/clients', when: 'a page of 100', fewest: 100, request: () => ({ query: { limit: '100' } }) },
  {
    route: 'GET /v1/clients',
    when: 'by someone who may see 200 clients',
    fewest: 200,
    request: ({ wideGuest }) => ({ by: wideGuest }),
  },
  { route: 'GET /v1/clients/{clientId}', request: ({ still }) => ({ params: of(still) }) },
  {
    route: 'PATCH /v1/clients/{clientId}',
    request: ({ moving }, turn) => ({
      params: of(moving),
      body: { name: either(turn, 'Brandt & Kids', 'Brandt & Sons') },
    }),
  },
  {
    route: 'POST /v1/clients/{clientId}/reveal',
    request: ({ moving }) => ({ params: of(moving), body: { field: 'taxId' } }),
  },
  { route: 'GET /v1/search', when: 'one word that few have', request: () => ({ query: { q: '10007' } }) },
  {
    route: 'GET /v1/search',
    when: 'by someone who may see 10 clients',
    request: ({ guest }) => ({ query: { q: '10007' }, by: guest }),
  },
  {
    route: 'GET /v1/search',
    when: 'a word that many have, and one more: the most it reads',
    fewest: 200,
    request: () => ({ query: { q: 'weekly 10007' } }),
  },
  {
    route: 'GET /v1/search',
    when: 'a word that many have, of clients in a state that none of them is in',
    fewest: 200,
    request: () => ({ query: { q: 'weekly', lifecycle: 'archived' } }),
  },
];
