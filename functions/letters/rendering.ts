import { createHash } from 'node:crypto';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { fileSigned } from './filing.ts';
import { keyOf, type LetterVault } from './files.ts';
import { isOut, type Letter } from './letter.ts';
import { type Evidence, letterPdf } from './pdf.ts';
import { rendered } from './signing.ts';
import { acceptances, changeLetter, letterFiles, loadLetter } from './store.ts';

/** `site`: the address under which clients and anyone else find the firm. */
export type Rendering = { table: Table; vault: LetterVault; site: string };

type Which = 'letter' | 'signed';
type Made = { sha256: string; versionId: string };

/** Which of its files a letter lacks; what was withdrawn meanwhile needs none. */
function lacking(letter: Letter): Which | undefined {
  if (letter.erasedAt !== undefined) return undefined;
  if (isOut(letter) && letter.fileSha256 === undefined) return 'letter';
  return letter.status === 'signed' && letter.signedFileSha256 === undefined ? 'signed' : undefined;
}

async function evidenceOf(records: Records, letter: Letter, site: string): Promise<Evidence> {
  const { id, signers, fileSha256, signedAt } = letter;
  const signatures = await Promise.all(
    signers.map(async ({ contactId, acceptance: hash }) => ({
      acceptance: await records.get(acceptances, { letterId: id, contactId }),
      hash: hash!,
    })),
  );
  return { fileSha256: fileSha256!, signedAt: signedAt!, signatures, verifyAt: `${site}/portal/verify` };
}

const events = { letter: 'letter.rendered', signed: 'letter.evidenced' } as const;

function withFile(letter: Letter, which: Which, { sha256, versionId }: Made, now: string): Letter {
  return which === 'letter'
    ? { ...rendered(letter, sha256, now), fileVersion: versionId }
    : { ...letter, signedFileSha256: sha256, signedFileVersion: versionId, signedDocumentId: newId('document') };
}

async function destroyFiles(vault: LetterVault, { id, fileVersion, signedFileVersion }: Letter): Promise<void> {
  if (fileVersion !== undefined) await vault.destroy(keyOf(id, 'letter'), fileVersion);
  if (signedFileVersion !== undefined) await vault.destroy(keyOf(id, 'signed'), signedFileVersion);
}

/** Makes the file that a letter lacks, if it lacks one. */
async function make({ table, vault, site }: Rendering, found: Letter): Promise<void> {
  const records = systemRecords(table);
  const { id: letterId } = found;
  const which = lacking(found);
  if (!which) return;
  const bytes = await letterPdf(found, which === 'signed' ? await evidenceOf(records, found, site) : undefined);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const made = { sha256, versionId: await vault.put(keyOf(letterId, which), bytes, sha256) };
  const authorAt = machinery(letterId);
  await again(async () => {
    const loaded = await loadLetter(records, letterId);
    const { letter } = loaded;
    if (letter.erasedAt !== undefined) return vault.destroy(keyOf(letterId, which), made.versionId);
    if (lacking(letter) !== which) return;
    const now = instant();
    const file: RecordWrite = letterFiles.create({ sha256, letterId, clientId: letter.clientId, which });
    const after = withFile(letter, which, made, now);
    const { decided } = changeLetter(loaded, events[which], after, { beside: [file] });
    await write(table, [decided], authorAt(now));
  });
}

/** However often it is told, there is one of each file, and the signed one is among the client's documents. Of an erased letter none is left. */
export async function render(rendering: Rendering, letterId: string): Promise<void> {
  const { table, vault } = rendering;
  const { letter } = await loadLetter(systemRecords(table), letterId);
  if (letter.erasedAt !== undefined) return destroyFiles(vault, letter);
  await make(rendering, letter);
  await fileSigned({ table, vault }, letterId);
}
