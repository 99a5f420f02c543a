import type * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { contacts, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import type { NewDocument } from '../documents/document.ts';
import { NewFile } from '../documents/document.ts';
import { expected, expectedOnPortal, prepare } from '../documents/expecting.ts';
import { PortalExpected } from '../documents/portal-view.ts';
import type { Filed } from '../documents/routing.ts';
import { Expected } from '../documents/view.ts';
import { isPutAway } from '../requests/files.ts';
import { NewAnsweringFile } from '../requests/upload-routes.ts';
import { checkFileFor } from './files.ts';
import { ByQuestion } from './loading.ts';
import { checkOpen } from './organizer.ts';
import { checkShown } from './portal-routes.ts';
import { questionsOf } from './answering.ts';
import { readOrganizer } from './store.ts';

const on = routesOf<Filed>();

type Place = { params: z.output<typeof ByQuestion>; body: z.output<typeof NewAnsweringFile> };

async function loadUpload({ params, body }: Place, from: Loading<Filed>, isPortal: boolean) {
  const whole = await readOrganizer(from.records, params.organizerId);
  const { organizer, answers } = whole;
  if (isPortal) await checkShown(from.records, organizer);
  const question = questionsOf(whole).get(params.question);
  if (!question) throw invalid({ path: 'path.question', message: 'There is no such question here' });
  checkOpen(organizer);
  const asked: NewDocument = { ...body, visibility: 'client' };
  const answer = answers.get(question.key);
  const { clientId, jobId, id: organizerId } = organizer;
  const about = { organizerId, question: question.key };
  return prepare(asked, { clientId, ...(jobId !== undefined && { jobId }), about }, from, {
    isGone: isPutAway(answer ?? {}),
    check: () => checkFileFor(question, answer, asked),
  });
}

const description =
  'Answers with the one request that brings the file: its key, size, type and SHA-256 are signed. The answer follows when the file has been looked at.';

export const organizerUploadRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/organizers/{organizerId}/questions/{question}/documents',
    summary: 'Upload a file for a question on the client’s behalf',
    description,
    allow: staff,
    params: ByQuestion,
    body: NewAnsweringFile,
    status: 201,
    response: Expected,
    load: (given, from) => loadUpload(given, from, false),
    decide: expected,
  }),
];

export const organizerUploadPortalRoutes = [
  on.changes({
    method: 'POST',
    path: '/portal/v1/organizers/{organizerId}/questions/{question}/documents',
    summary: 'Upload a file that a question asks for',
    description,
    allow: contacts,
    params: ByQuestion,
    body: NewFile,
    status: 201,
    response: PortalExpected,
    load: (given, from) => loadUpload(given, from, true),
    decide: expectedOnPortal,
  }),
];
