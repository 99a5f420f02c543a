import type { BenchCall } from '../call.ts';
import { seededOn } from '../firm.ts';

const ofTen = { limit: '10' };

export const auditCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/clients/{clientId}/timeline',
    when: 'a page of 10',
    request: ({ still }) => ({ params: { clientId: still.clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/audit/records/{recordId}',
    when: 'a page of 10',
    request: ({ still }) => ({ params: { recordId: still.clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/audit/days/{date}',
    when: 'a page of 10',
    request: () => ({ params: { date: seededOn }, query: ofTen }),
  },
  {
    route: 'POST /v1/audit/verify',
    when: 'one client with 3 people',
    request: ({ still }) => ({ body: { clientId: still.clientId } }),
  },
];
