import { createHash } from 'node:crypto';
import { compositeOf } from '../../functions/documents/in-parts.ts';
import { takeIn } from '../../functions/documents/intake.ts';
import { eicarScan } from '../../functions/documents/scan.ts';
import { documents } from '../../functions/documents/store.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';
import { fakeQuarantine } from './fakes.ts';

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The smallest thing that is a PDF to whoever looks at its beginning and its end. */
export const aPdf = (says = 'Statement', trailer = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n% ${says}\ntrailer<</Root 1 0 R${trailer}>>\nstartxref\n9\n%%EOF\n`,
  );

/** The scanners' test file. Written in two parts, or scanners would find it here. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** What is said of a file before it comes. */
export const saidOf = (name: string, bytes: Uint8Array, more: object = {}) => ({
  name,
  size: bytes.length,
  sha256: sha256Of(bytes),
  ...more,
});

let sent = 0;
/** A PDF that was not sent before. */
export const anotherPdf = () => aPdf(`Statement ${++sent}`);

const mega = 1024 ** 2;

/** What is said of a file in parts of 16 MB before it comes. */
export function saidInParts(name: string, size = 110 * mega, of: readonly string[] = []) {
  const count = Math.ceil(size / (16 * mega));
  const sha256 = Array.from({ length: count }, (_, n) => of[n] ?? sha256Of(`${name}, part ${n}, ${++sent}`));
  return { name, size, sha256: compositeOf(sha256), parts: { size: 16 * mega, sha256 } };
}

/** A file of a client that may come. */
export async function anExpected(
  call: Call,
  clientId: string,
  said: object = saidOf('statement.pdf', anotherPdf()),
): Promise<Answer> {
  const reply = await call('POST', `/v1/clients/${clientId}/documents`, { body: said });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

type Entry = { name: string; isLocked?: boolean; unpacked?: number };

/** A zip as its list of files tells of it; what is in them is left out. */
export function aZip(entries: readonly Entry[]): Buffer {
  const directory = Buffer.concat(
    entries.map(({ name, isLocked = false, unpacked = 100 }) => {
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(isLocked ? 1 : 0, 8);
      entry.writeUInt32LE(10, 20);
      entry.writeUInt32LE(unpacked, 24);
      entry.writeUInt16LE(Buffer.byteLength(name), 28);
      return Buffer.concat([entry, Buffer.from(name)]);
    }),
  );
  const files = Buffer.from('PK\x03\x04 what is in the files', 'latin1');
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(files.length, 16);
  return Buffer.concat([files, directory, end]);
}

/** A document of a client as intake leaves it: released, unless there is something against it. */
export async function aDocument(
  { memory, admin }: FirmUnderTest,
  clientId: string,
  bytes: Uint8Array = anotherPdf(),
  more: object = {},
): Promise<string> {
  const { id } = await anExpected(admin.call, clientId, { ...saidOf('statement.pdf', bytes), ...more });
  await comes(memory, id, bytes);
  return id;
}

/** The file of a document that may come is here, and intake looks at it to the end. */
export async function comes(table: Table, id: string, bytes: Uint8Array, quarantine = fakeQuarantine()): Promise<void> {
  const { key } = documents.read((await table.get(documents.key(id)))!);
  quarantine.put(key, bytes);
  while (!(await takeIn({ table, quarantine, scan: eicarScan }, key)).done);
}

/** One that waits for a person, because it has a password. */
export const aHeldDocument = (firm: FirmUnderTest, clientId: string) =>
  aDocument(firm, clientId, aPdf('Locked', '/Encrypt 5 0 R'));
