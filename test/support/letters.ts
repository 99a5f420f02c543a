import { letterEvent } from '../../functions/letters/events.ts';
import type { Letter } from '../../functions/letters/letter.ts';
import { letterPortalRoutes } from '../../functions/letters/portal-routes.ts';
import { rendered, send } from '../../functions/letters/signing.ts';
import { letterFiles, letters } from '../../functions/letters/store.ts';
import { start } from '../../shared/events/chain.ts';
import { write } from '../../shared/events/write.ts';
import { api } from '../../shared/http/api.ts';
import type { Caller } from '../../shared/http/route.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import { type Answer, type Call, type FirmUnderTest, httpEvent, type Reply } from './call.ts';
import { fakeUploads } from './fakes.ts';

type Place = { clientId: string; contactId: string; engagementId: string };

export const aDraftLetter = (
  call: Call,
  { clientId, contactId, engagementId }: Place,
  more: object = {},
): Promise<Reply> =>
  call('POST', `/v1/clients/${clientId}/letters`, {
    body: { template: 'engagement-letter', engagementId, contactIds: [contactId], dueOn: '2030-12-31', ...more },
  });

/** One that waits for its only signer, whatever the firm can mail; with the hash of its file. */
export async function aLetterThatIsOut({ memory, admin }: FirmUnderTest, { clientId, contactId, engagementId }: Place) {
  const id = newId('letter');
  const now = '2026-01-05T15:00:00.000Z';
  const draft: Letter = {
    id,
    clientId,
    engagementId,
    kind: 'engagement-letter',
    title: 'Our letter',
    text: 'We keep your books.',
    signers: [{ contactId, name: 'Odile Marchetti' }],
    dueOn: '2030-12-31',
    status: 'draft',
    senderId: admin.id,
    createdAt: now,
  };
  const sha256 = id
    .slice(-6)
    .toLowerCase()
    .replaceAll(/[^0-9a-f]/g, '0')
    .padStart(64, '7');
  const out = { ...rendered(send(draft, { now, today: '2026-01-05' }), sha256, now), fileVersion: '1' };
  const record = letters.create(out);
  const file = letterFiles.create({ sha256, letterId: id, clientId, which: 'letter' });
  await write(memory, [letterEvent('letter.rendered', start(record.item.pk), [record, file])], anAuthor(admin.id));
  return { letterId: id, sha256 };
}

/** The portal’s letters as one contact calls them, from a browser somewhere. */
export function asSigner(firm: FirmUnderTest, contactId: string, clientId: string): Call {
  const caller: Caller = { id: contactId, name: 'A', role: 'contact', scope: { only: [clientId] }, rights: {} };
  const handler = api(letterPortalRoutes, {
    table: firm.table,
    cursors: firm.cursors,
    authenticate: async () => caller,
    deps: { uploads: fakeUploads() },
    log: () => undefined,
  });
  return async (method, path, sent = {}) => {
    const headers = { 'user-agent': 'A browser', 'x-forwarded-for': '203.0.113.9, 198.51.100.1', ...sent.headers };
    const reply = await handler(httpEvent(method, path, contactId, { ...sent, headers }), {
      awsRequestId: 'req-portal',
    });
    return {
      status: reply.statusCode!,
      headers: reply.headers as Record<string, string>,
      body: reply.body ? (JSON.parse(reply.body) as Answer) : undefined,
    };
  };
}
