import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { DownloadLink } from '../documents/instructions.ts';
import { consents } from './consent.ts';
import { isOut, isShownTo, Letter, Sha256 } from './letter.ts';
import { inWords, PackageInWords } from './packages.ts';
import { SignedOffView, viewSignedOff } from './sign-off.ts';
import { latestOf } from './store.ts';

const of = Letter.shape;

/** A letter as a list on the portal shows it. */
export const PortalLetterLine = z
  .object({
    id: of.id,
    clientId: of.clientId,
    title: of.title,
    dueOn: of.dueOn,
    status: of.status,
    /** Whether it waits for the one who looks at it. */
    mine: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'PortalLetterLine' });

/** A letter as those who sign it read it: the file is what they sign, and its hash says which it is. */
export const PortalLetter = PortalLetterLine.extend({
  text: z.string(),
  documentSha256: Sha256,
  file: DownloadLink.optional(),
  /** What is signed off, and a link to read it. */
  document: SignedOffView.extend({ file: DownloadLink.optional() }).optional(),
  /** Of a proposal: what to choose from, and what whoever signed first chose. */
  packages: z.array(PackageInWords).optional(),
  chosen: z.string().optional(),
  /** What is agreed to by signing, in each language of the page. */
  consents: z.array(z.object({ version: z.int(), language: z.string(), text: z.string() })),
  signers: z.array(z.object({ name: z.string(), signedAt: z.string().optional() })),
}).meta({ id: 'PortalLetter' });

export function portalLine(letter: Stored<Letter>, { id: callerId }: Pick<Caller, 'id'>) {
  const { id, clientId, title, dueOn, status, version, signers } = letter;
  const mine = isOut(letter) && signers.some((one) => one.contactId === callerId && one.signedAt === undefined);
  return { id, clientId, title, dueOn, status, mine, version };
}

type Link = z.input<typeof DownloadLink>;
/** To the letter's own file, and to what is signed off by it. */
export type Links = { file?: Link | undefined; document?: Link | undefined };

export const portalView = (
  letter: Stored<Letter>,
  caller: Pick<Caller, 'id'>,
  { file, document }: Links = {},
): z.input<typeof PortalLetter> => ({
  ...portalLine(letter, caller),
  text: letter.text,
  documentSha256: letter.fileSha256!,
  ...(file && { file }),
  ...(letter.document && { document: { ...viewSignedOff(letter.document), ...(document && { file: document }) } }),
  ...(letter.packages && { packages: letter.packages.map(inWords) }),
  ...(letter.chosen !== undefined && { chosen: letter.chosen }),
  consents: [...consents],
  signers: letter.signers.map(({ name, signedAt }) => ({ name, ...(signedAt !== undefined && { signedAt }) })),
});

/** Letters that this contact was told of and that are out or signed, over all their clients, by their days. */
export async function lettersFor(records: Records, caller: Caller): Promise<Stored<Letter>[]> {
  const found = await latestOf(records, caller.scope.only ?? []);
  return found
    .filter((letter) => (isOut(letter) || letter.status === 'signed') && isShownTo(letter, caller.id))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
