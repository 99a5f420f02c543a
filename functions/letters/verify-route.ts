import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { routesOf } from '../../shared/http/route.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { Letter, Sha256 } from './letter.ts';
import { fileWithHash, letterFiles, letters } from './store.ts';

const on = routesOf<{ table: Table }>();

export const VerifiedLetter = z
  .object({
    /** As it was sent to be signed, or with the page that shows who signed how. */
    file: letterFiles.schema.shape.which,
    status: Letter.shape.status,
    sentAt: z.string().optional(),
    signedAt: z.string().optional(),
    signatures: z.object({ given: z.int(), asked: z.int() }),
  })
  .meta({ id: 'VerifiedLetter' });

export const verifyLetterRoute = on.reads({
  method: 'GET',
  path: '/v1/letters/verify/{sha256}',
  summary: 'Whether a file is a letter of this firm, unchanged, and whether it is signed',
  description:
    'For anyone who has the file and works out its SHA-256. A file altered by a single byte is not known. Nothing is said of whom the letter is between.',
  allow: 'anyone',
  limit: { per: 'address', times: 60, seconds: 600 },
  params: z.object({ sha256: Sha256 }),
  response: VerifiedLetter,
  async load({ params }, { table }) {
    const records = systemRecords(table);
    const file = await fileWithHash(records, params.sha256);
    if (!file) throw notFound('letter with the SHA-256', params.sha256);
    return { file, letter: await records.get(letters, file.letterId) };
  },
  answer({ loaded: { file, letter } }) {
    const { status, sentAt, signedAt, signers } = letter;
    return {
      file: file.which,
      status,
      ...(sentAt !== undefined && { sentAt }),
      ...(signedAt !== undefined && { signedAt }),
      signatures: { given: signers.filter((one) => one.signedAt !== undefined).length, asked: signers.length },
    };
  },
});
