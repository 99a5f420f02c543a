import { created, drawItems } from '../../functions/requests/changing.ts';
import { portalRoutes } from '../../functions/portal-routes.ts';
import { draft, sent } from '../../functions/requests/handling.ts';
import { NewRequest } from '../../functions/requests/request.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import { api } from '../../shared/http/api.ts';
import type { Caller } from '../../shared/http/route.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { at } from './at.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest, httpEvent } from './call.ts';
import { portalTable } from './portal-table.ts';

/** A Wednesday at ten in Denver: mail goes out. */
export const officeHours = '2026-03-04T17:00:00.000Z';

/** What a mail needs to be without a hole: the firm’s telephone, and what its people are. */
export async function writesMail(call: Call, memberId: string): Promise<void> {
  await call('PATCH', '/v1/firm', { body: { phone: '303-555-0100' } });
  await call('PATCH', `/v1/team/${memberId}`, { body: { title: 'Partner' } });
}
export const aFirmThatWrites = ({ admin }: FirmUnderTest): Promise<void> => writesMail(admin.call, admin.id);

export async function aContact(call: Call, clientId: string, more: object = {}): Promise<string> {
  const body = { name: 'Alicia Whitaker', mail: 'alicia@juniper.example', portal: true, ...more };
  const reply = await call('POST', `/v1/clients/${clientId}/contacts`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body.id;
}

/** A client with someone to write to. */
export async function aClientToAsk(firm: FirmUnderTest, more: object = {}) {
  const { id: clientId } = await aClient(firm.admin.call, { name: 'Juniper Street Dental', ...more });
  return { clientId: clientId as string, contactId: await aContact(firm.admin.call, clientId) };
}

export const confirmItem = { title: 'The address is still right', asks: { kind: 'confirm' } };
export const answerItem = { title: 'Did you buy a vehicle?', asks: { kind: 'answer', type: 'yes-no' } };
export const uploadItem = { title: 'Bank statement, March 2026', asks: { kind: 'upload', accept: ['pdf'] } };
export const tableItem = {
  title: 'What were these for?',
  asks: {
    kind: 'table',
    columns: ['Date', 'Payee', 'Amount'],
    rows: [
      ['2026-03-02', 'Acme, Inc.', '120.00'],
      ['2026-03-03', '=cmd()', '-40.00'],
    ],
    asks: ['What for?'],
  },
};

export const someRequest = (contactId: string, more: object = {}) => ({
  title: 'March 2026 statements',
  dueOn: '2026-03-13',
  contactIds: [contactId],
  items: [answerItem, confirmItem],
  ...more,
});

export async function aRequest(call: Call, clientId: string, body: object): Promise<Answer> {
  const reply = await call('POST', `/v1/clients/${clientId}/requests`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** One that was sent at whatever hour it is, with a table for which more time is asked, and something to upload. */
export async function aSentRequest({ memory, admin }: FirmUnderTest, clientId: string, contactId: string) {
  const id = newId('request');
  const now = '2026-01-05T15:00:00.000Z';
  const body = NewRequest.parse(someRequest(contactId, { dueOn: '2026-12-31', items: [tableItem, uploadItem] }));
  const moreTime = { until: '2027-01-15', by: contactId, at: now };
  const items = drawItems(body.items, { requestId: id, clientId }, newId).map((item) => ({ ...item, moreTime }));
  const request = sent(draft(body, items, { id, clientId, by: admin.id, now }), now);
  await write(memory, [created({ request, items }, 'request.sent', []).decided], anAuthor(admin.id));
  return { requestId: id, itemId: items[0]!.id, uploadItemId: items[1]!.id };
}

/** The portal as one contact calls it. */
export function asContact(
  firm: FirmUnderTest,
  contactId: string,
  clientIds: readonly string[],
  limited: string[] = [],
): Call {
  const caller: Caller = {
    id: contactId,
    name: 'Alicia Whitaker',
    role: 'contact',
    scope: { only: clientIds },
    rights: {},
    limited,
  };
  const table = portalTable(firm.table);
  const handler = api(portalRoutes, {
    table,
    cursors: sealedCursors(table),
    authenticate: async () => caller,
    deps: { uploads: firm.uploads, table },
    log: () => undefined,
  });
  return async (method, path, sent) => {
    const reply = await handler(httpEvent(method, path, contactId, sent), { awsRequestId: 'req-portal' });
    const body = typeof reply.body === 'string' && reply.body !== '' ? JSON.parse(reply.body) : undefined;
    return { status: reply.statusCode!, headers: reply.headers as Record<string, string>, body };
  };
}

/** A firm that writes, in its hours, and a client with someone to ask. */
export async function anAskingFirm() {
  at(officeHours);
  const firm = await aFirm();
  await aFirmThatWrites(firm);
  return { firm, ...(await aClientToAsk(firm)) };
}
