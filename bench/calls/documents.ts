import type * as z from 'zod';
import {
  arrive,
  type Document,
  expectUpload,
  hold,
  mostBytes,
  NewDocument,
  pass,
  release,
} from '../../functions/documents/document.ts';
import { documentEvent } from '../../functions/documents/events.ts';
import { counting } from '../../functions/documents/in-folder.ts';
import { compositeOf } from '../../functions/documents/in-parts.ts';
import { partsKept } from '../../functions/documents/part-store.ts';
import { held } from '../../functions/documents/reasons.ts';
import { documents } from '../../functions/documents/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { aJob } from '../job-maker.ts';
import { ids, long, worst } from './longest.ts';

type Given = z.input<typeof NewDocument>;
let files = 0;
const digits = (n: number) => n.toString(16).padStart(64, '0');
/** Each is another file: what is there already is not taken again. */
const another = () => ({ sha256: digits(++files) });
const said: Given = { name: 'Statement of January.pdf', size: 482_113, sha256: 'a'.repeat(64) };
const large = 200 * 1024 ** 2;
/** As many parts as a file of this size can have. */
export function inParts(size: number): Pick<Given, 'size' | 'sha256' | 'parts'> {
  const partSize = 16 * 1024 ** 2;
  const sha256 = Array.from({ length: Math.ceil(size / partSize) }, () => digits(++files));
  return { size, sha256: compositeOf(sha256), parts: { size: partSize, sha256 } };
}
const tags = Array.from({ length: 20 }, (_, n) => `${long(38)}${10 + n}`);
export const longest: Given = {
  ...said,
  name: `${long(196)}.pdf`,
  type: 'application/pdf',
  visibility: 'client',
  contactIds: ids(20, 'A', 'con'),
  tags,
};

type State = 'expected' | 'released' | 'held';

function inState(state: State, document: Document): Document {
  if (state === 'expected') return document;
  const arrived = arrive(document, '"0123456789abcdef0123456789abcdef"', afterwards);
  if (state === 'held') return hold(arrived, held('password').why, afterwards);
  return release(pass(arrived, afterwards), 'a'.repeat(32), afterwards);
}

type Place = Pick<Document, 'clientId'> & Partial<Pick<Document, 'jobId'>>;

/** A document as its upload and intake leave it. */
export async function aDocument(
  { make, founder }: Scene,
  place: Place,
  state: State = 'released',
  given: Given = said,
) {
  const minted = { id: newId('document'), secret: '0'.repeat(48) };
  const asked = { ...NewDocument.parse(given), ...place, addedBy: founder };
  const document = inState(state, expectUpload(asked, minted, afterwards));
  const record = documents.create(document);
  const also = [
    ...(asked.parts ? [partsKept(minted.id, asked.parts, 'upload')] : []),
    ...counting([{ after: document }]),
  ];
  await make.save(
    [documentEvent('document.expected', await make.tail(record.item.pk), [record], { also })],
    afterwards,
  );
  return { documentId: minted.id };
}

const prepared = new WeakMap<Scene, Promise<{ clientId: string; jobId: string }>>();
/** A client and a job with ten documents: as much as a page of ten shows. */
function aPageful(scene: Scene) {
  const made = async () => {
    const { id: clientId } = await scene.make.client(
      { client: { name: 'Young & Papers', lifecycle: 'active' } },
      afterwards,
    );
    const { jobId } = await aJob(scene, { clientId, count: 1 });
    for (let n = 0; n < 10; n++) await aDocument(scene, { clientId, jobId });
    return { clientId, jobId };
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

const waiting = new WeakMap<Scene, Promise<void>>();
/** Ten files that wait for someone to decide on them. */
function tenHeld(scene: Scene): Promise<void> {
  const made = async () => {
    for (let n = 0; n < 10; n++) await aDocument(scene, { clientId: scene.moving.clientId }, 'held');
  };
  const found = waiting.get(scene) ?? made();
  waiting.set(scene, found);
  return found;
}

const ofTen = { limit: '10' };
const of = (state: State, given?: Given) => (scene: Scene) =>
  aDocument(scene, { clientId: scene.moving.clientId }, state, given);
const params = (state: State) => async (scene: Scene) => ({ params: await of(state)(scene) });

const ofParts = async (scene: Scene) => ({
  params: await of('expected', { ...said, ...inParts(large) })(scene),
});

export const documentCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/documents',
    request: ({ moving: { clientId } }) => ({ params: { clientId }, body: { ...said, ...another() } }),
  },
  {
    route: 'POST /v1/jobs/{jobId}/documents',
    request: async (scene) => ({
      params: { jobId: (await aPageful(scene)).jobId },
      body: { ...said, ...another() },
    }),
  },
  {
    route: 'GET /v1/clients/{clientId}/documents',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: (await aPageful(scene)).clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/jobs/{jobId}/documents',
    when: 'a page of 10',
    request: async (scene) => ({ params: { jobId: (await aPageful(scene)).jobId }, query: ofTen }),
  },
  {
    route: 'GET /v1/documents/held',
    when: 'a page of 10',
    async request(scene) {
      await tenHeld(scene);
      return { query: ofTen };
    },
  },
  { route: 'GET /v1/documents/{documentId}', request: params('released') },
  {
    route: 'PATCH /v1/documents/{documentId}',
    request: async (scene) => ({ ...(await params('released')(scene)), body: { visibility: 'client' } }),
  },
  { route: 'POST /v1/documents/{documentId}/upload', request: params('expected') },
  {
    route: 'POST /v1/documents/{documentId}/parts',
    request: async (scene) => ({ ...(await ofParts(scene)), body: { numbers: [1, 2, 3] } }),
  },
  { route: 'POST /v1/documents/{documentId}/complete', request: (scene) => ofParts(scene) },
  { route: 'POST /v1/documents/{documentId}/cancel', request: params('expected') },
  { route: 'GET /v1/documents/{documentId}/download', when: 'the first of a sitting', request: params('released') },
  {
    route: 'POST /v1/documents/{documentId}/release',
    request: async (scene) => ({ ...(await params('held')(scene)), body: { reason: 'The bank sends them so' } }),
  },
  {
    route: 'POST /v1/documents/{documentId}/reject',
    request: async (scene) => ({ ...(await params('held')(scene)), body: { reason: 'Nobody knows the password' } }),
  },
];

const because = () => ({ body: { reason: long(500) } });

export const worstDocumentCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/clients/{clientId}/documents',
    ({ moving: { clientId } }) => ({ clientId }),
    () => ({ body: { ...longest, ...inParts(mostBytes) } }),
  ),
  worst(
    'POST /v1/jobs/{jobId}/documents',
    async (scene) => ({ jobId: (await aPageful(scene)).jobId }),
    () => ({ body: { ...longest, ...inParts(mostBytes) } }),
  ),
  worst('PATCH /v1/documents/{documentId}', of('released', longest), () => ({
    body: {
      name: `${long(196, '字')}.pdf`,
      contactIds: ids(20, 'B', 'con'),
      tags: tags.map((tag) => tag.replaceAll('漢', '字')),
    },
  })),
  worst('POST /v1/documents/{documentId}/cancel', of('expected', longest)),
  worst('GET /v1/documents/{documentId}/download', of('released', longest)),
  worst('POST /v1/documents/{documentId}/release', of('held', longest), because),
  worst('POST /v1/documents/{documentId}/reject', of('held', longest), because),
];
