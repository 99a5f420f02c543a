import { expectUpload, NewDocument } from '../../functions/documents/document.ts';
import { documentEvent } from '../../functions/documents/events.ts';
import { documents } from '../../functions/documents/store.ts';
import { heldReplies } from '../../functions/messages/held-reply.ts';
import { partitionOfNotes, threadNotes } from '../../functions/messages/note.ts';
import { threads, written } from '../../functions/messages/store.ts';
import { threadEvent } from '../../functions/messages/events.ts';
import { begin, close, waitsForUs } from '../../functions/messages/thread.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { aJob } from '../job-maker.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

const said = { name: 'Lease.pdf', type: 'application/pdf', size: 482_113, sha256: 'a'.repeat(64) };
const longestFile = { ...said, name: `${long(196)}.pdf` };

type Shape = { clientId?: string; jobId?: string };

/** A conversation that the firm began, with a note about it. */
export async function aThread(scene: Scene, { clientId = scene.moving.clientId, jobId }: Shape = {}) {
  const id = newId('thread');
  const making = { id, clientId, by: scene.founder, now: afterwards };
  const about = { subject: 'The lease', contactIds: [scene.moving.contactId], memberIds: [], jobId };
  const begun = begin(about, making);
  const first = {
    id: newId('message'),
    by: scene.founder,
    at: afterwards,
    name: 'Founder',
    text: 'Which lease is it?',
  };
  const { decided, thread } = written({ begun }, first);
  const note = {
    id: newId('threadNote'),
    threadId: id,
    clientId,
    by: scene.founder,
    text: 'Ask first',
    at: afterwards,
  };
  const noted = threadEvent('thread.note-added', start(partitionOfNotes(id)), [threadNotes.create(note)]);
  await scene.make.save([decided, noted], afterwards);
  return { threadId: id, thread };
}

/** One to which a reply came that may not be theirs, with as many files as a reply has. */
async function aHeldReply(scene: Scene, files = 0) {
  const { threadId, thread } = await aThread(scene);
  const documentIds = await Promise.all(Array.from({ length: files }, () => aFile(scene, thread.clientId)));
  const reply = {
    id: newId('message'),
    threadId,
    clientId: thread.clientId,
    contactId: scene.moving.contactId,
    from: 'mallory@elsewhere.example',
    text: files > 0 ? long(20_000) : 'Pay to this account',
    at: afterwards,
    why: 'It came from an address that is not known to be theirs',
    ...(files > 0 && { documentIds }),
  };
  const tail = await scene.make.tail(threads.key(threadId).pk);
  const records = [threads.replace(thread, waitsForUs(thread, afterwards)), heldReplies.create(reply)];
  await scene.make.save([threadEvent('thread.reply-held', tail, records)], afterwards);
  return { threadId, replyId: reply.id };
}

/** A file of the firm's only, that may come. */
async function aFile(scene: Scene, clientId: string): Promise<string> {
  const minted = { id: newId('document'), secret: '0'.repeat(48) };
  const asked = { ...NewDocument.parse(said), clientId, addedBy: scene.founder };
  const record = documents.create(expectUpload(asked, minted, afterwards));
  await scene.make.save(
    [documentEvent('document.expected', await scene.make.tail(record.item.pk), [record])],
    afterwards,
  );
  return minted.id;
}

const prepared = new WeakMap<Scene, Promise<{ clientId: string; jobId: string }>>();
/** A client with ten conversations about a job: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene) {
  const made = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Nephews', lifecycle: 'active' } }, afterwards);
    const { jobId } = await aJob(scene, { clientId: id, count: 2 });
    for (let n = 0; n < 10; n++) await aThread(scene, { clientId: id, jobId });
    return { clientId: id, jobId };
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

const open = async (scene: Scene) => ({ threadId: (await aThread(scene)).threadId });

async function aClosed(scene: Scene) {
  const { threadId, thread } = await aThread(scene);
  const tail = await scene.make.tail(threads.key(threadId).pk);
  const closed = threads.replace(thread, close(thread, afterwards));
  await scene.make.save([threadEvent('thread.closed', tail, [closed])], afterwards);
  return { threadId };
}

const one = '/v1/threads/{threadId}';
const ofTen = { limit: '10' };
const of = (body?: object) => async (scene: Scene) => {
  const { threadId } = await aThread(scene);
  return { params: { threadId }, ...(body && { body }) };
};
const beginning = ({ moving }: Scene, text = 'Which lease is it?', subject = 'The lease') => ({
  body: { subject, text, contactIds: [moving.contactId] },
});

const aReply = async (scene: Scene) => ({ params: await aHeldReply(scene) });

export const messageCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/threads',
    request: (scene) => ({ params: { clientId: scene.moving.clientId }, ...beginning(scene) }),
  },
  {
    route: 'GET /v1/clients/{clientId}/threads',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: (await aPageful(scene)).clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/jobs/{jobId}/threads',
    when: 'a page of 10',
    request: async (scene) => ({ params: { jobId: (await aPageful(scene)).jobId }, query: ofTen }),
  },
  {
    route: 'GET /v1/threads',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: { ...ofTen, state: 'waits-for-them' } };
    },
  },
  { route: `GET ${one}`, request: of() },
  { route: `PATCH ${one}`, request: of({ subject: 'Both leases' }) },
  { route: `GET ${one}/messages`, request: of() },
  { route: `POST ${one}/messages`, request: of({ text: 'And the other one?' }) },
  { route: `POST ${one}/read`, request: of({ upTo: 1 }) },
  { route: `POST ${one}/close`, request: of() },
  { route: `POST ${one}/reopen`, request: async (scene) => ({ params: await aClosed(scene) }) },
  { route: `POST ${one}/documents`, request: of(said) },
  {
    route: 'POST /v1/clients/{clientId}/messages/documents',
    request: ({ moving: { clientId } }) => ({ params: { clientId }, body: said }),
  },
  { route: `GET ${one}/replies`, request: aReply },
  { route: `POST ${one}/replies/{replyId}/accept`, request: aReply },
  { route: `POST ${one}/replies/{replyId}/discard`, request: aReply },
  { route: `GET ${one}/notes`, request: of() },
  { route: `POST ${one}/notes`, request: of({ text: 'Ask the partner first' }) },
];

const longest = { text: long(20_000) };

export const worstMessageCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/clients/{clientId}/threads',
    ({ moving: { clientId } }) => ({ clientId }),
    (scene) => beginning(scene, long(20_000), long(200)),
  ),
  worst(`PATCH ${one}`, open, () => ({ body: { subject: long(200) } })),
  worst(`POST ${one}/messages`, open, () => ({ body: longest })),
  worst(`POST ${one}/documents`, open, () => ({ body: longestFile })),
  worst(
    'POST /v1/clients/{clientId}/messages/documents',
    ({ moving: { clientId } }) => ({ clientId }),
    () => ({ body: longestFile }),
  ),
  worst(`POST ${one}/replies/{replyId}/accept`, (scene) => aHeldReply(scene, 10)),
  worst(`POST ${one}/replies/{replyId}/discard`, (scene) => aHeldReply(scene, 10)),
  worst(`POST ${one}/close`, open),
  worst(`POST ${one}/reopen`, aClosed),
  worst(`POST ${one}/notes`, open, () => ({ body: longest })),
];
