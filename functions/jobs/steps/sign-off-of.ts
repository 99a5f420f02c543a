import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import { shelfOf } from '../../documents/folder-store.ts';
import type { Document } from '../../documents/document.ts';
import type { Shelf } from '../../documents/shelf.ts';
import { isShown } from '../../documents/sight.ts';
import { documentsOfJob } from '../../documents/store.ts';
import { toSignOff } from '../../letters/sign-off.ts';
import { findWords } from '../../letters/words.ts';
import { isOfClient } from '../../messages/thread.ts';
import type { TemplateItem, TemplateRequest } from '../../templates/request.ts';
import type { ByLetter, Running } from './kind.ts';
import { letterOf } from './letter-of.ts';
import { fieldsOfJob } from './mail-fields.ts';
import { dueOf, within } from './request-of.ts';
import { signingOf } from './signers.ts';

type SignItem = Extract<TemplateItem, { kind: 'sign' }>;

/** What the firm has made in a job and shows to its client, and nobody has signed off yet. */
export const isToBeSigned = (document: Document, shelf: Shelf): boolean =>
  document.status === 'released' &&
  isShown(document, shelf) &&
  !isOfClient(document.addedBy) &&
  document.about === undefined &&
  document.privateTo === undefined &&
  document.versionOf === undefined &&
  document.sealed === undefined &&
  document.trashed === undefined &&
  document.erasedAt === undefined;

const most = 100;

/** The one document that can be meant; or why it is not known which. */
async function documentOf({ records, whole: { job } }: Running, client: Stored<Client>): Promise<Document | string> {
  const [{ items, next }, shelf] = await Promise.all([
    documentsOfJob(records, job.id, { limit: most }),
    shelfOf(records, client.id),
  ]);
  const [document, ...others] = items.filter((one) => isToBeSigned(one, shelf));
  if (!document) return 'Choose the document to sign: in this job is none of ours yet that the client can see';
  if (others.length > 0 || next !== undefined)
    return 'Choose the document to sign: in this job are several of ours that the client can see';
  return document;
}

/** Of the one thing to sign; whether another has to be signed too shows only on the way where it is asked on a condition. */
function onlyOne(items: readonly SignItem[]): SignItem | string {
  const [item, ...others] = items;
  if (!item || others.length > 0 || item.when !== undefined)
    return 'Choose what is to be signed: the template asks for several signatures, or for one that is not always needed';
  return item;
}

const chosenByPerson = (why: string): ByLetter => ({ byLetter: { why }, signsOff: true });
const inWords = (check: string) => check.replaceAll('-', ' ');
/** Words that are no pattern any more. */
const plain = (title: string) => title.replaceAll(/[{}]/g, '').slice(0, 200);

/**
 * A request by which nothing but signatures is asked for, as a letter by which the document of the job is signed off.
 * Nothing where anything else is asked for, too.
 */
export async function signOffOf(
  running: Running,
  stated: TemplateRequest,
  client: Stored<Client>,
): Promise<ByLetter | undefined> {
  const items = stated.items.filter((item) => item.kind === 'sign');
  if (items.length < stated.items.length) return undefined;
  const item = onlyOne(items);
  if (typeof item === 'string') return chosenByPerson(item);
  const { records, whole } = running;
  const [document, words, signing] = await Promise.all([
    documentOf(running, client),
    findWords(records, 'sign-off'),
    signingOf(records, client, item.signers),
  ]);
  if (typeof document === 'string') return chosenByPerson(document);
  if (words?.kind !== 'sign-off') return chosenByPerson('There are no words by which a document is signed off');
  const fields = { ...fieldsOfJob(whole.job), 'client.name': client.name };
  const title = within(running, fields, item.title);
  const check = item.identityCheck && `First check who they are (${inWords(item.identityCheck)}), then send it`;
  const why = signing.why ?? check;
  const letter = await letterOf(running, client, {
    kind: words.kind,
    title: title === undefined ? words.title : plain(title),
    text: words.text,
    document: toSignOff(document),
    dueOn: dueOf(running, stated.dueOn),
    signing: { ...signing, ...(why !== undefined && { why }) },
    isHeld: false,
  });
  return { ...letter, signsOff: true };
}
