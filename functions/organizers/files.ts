import type { NewDocument } from '../documents/document.ts';
import { type Came, checkFile, fileOf, withFile } from '../requests/files.ts';
import { broken } from '../../shared/errors.ts';
import type { OrganizerAnswer } from './answer.ts';
import type { Question } from './question.ts';

const usualMost = 20;

/** Whether this file may come for the question; said before anything is uploaded. */
export function checkFileFor(
  { kind, text, accept = ['any'], most = usualMost }: Question,
  answer: OrganizerAnswer | undefined,
  file: NewDocument,
): void {
  if (kind !== 'file') throw broken(`“${text}” does not ask for files`);
  if (answer?.reviewed) throw broken(`“${text}” was looked at already: its answer stays as it is`);
  const asks = { kind: 'upload', accept, least: 1, most } as const;
  checkFile({ asks: { ...asks, accept: [...accept] }, files: answer?.files, title: text, status: 'open' }, file);
}

type Place = { organizerId: string; clientId: string; question: string };

/** The answer as it stands with this file: the same however often, and in which order, it is told. */
export function withDocument(had: OrganizerAnswer | undefined, came: Came, place: Place): OrganizerAnswer {
  const files = withFile(had?.files ?? [], fileOf(came));
  const isNew = !had?.files?.some(({ documentId }) => documentId === came.id);
  const { returned, ...rest } = had ?? { ...place, by: came.addedBy, at: came.addedAt };
  const isStillBack = returned && !(isNew && came.status !== 'rejected');
  return {
    ...rest,
    files,
    ...(isNew && { by: came.addedBy, at: came.addedAt }),
    ...(isStillBack && { returned }),
  } as OrganizerAnswer;
}
