import type { OrganizerAnswer } from '../../functions/organizers/answer.ts';
import { organizerEvent } from '../../functions/organizers/events.ts';
import { draft, NewOrganizer, type Organizer, send } from '../../functions/organizers/organizer.ts';
import type { QuestionnaireContent } from '../../functions/organizers/question.ts';
import { organizerAnswers, organizers } from '../../functions/organizers/store.ts';
import { digestOf } from '../../functions/organizers/write-back.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { aJob } from '../job-maker.ts';
import { firmToCall, type Scene } from '../scene.ts';
import { long } from './longest.ts';
import { aQuestionnaire, keysOf, usual, wide, wideShape, worstOf } from './questionnaires.ts';

const counts = { all: 40, answered: 2, missing: 0, reviewed: 0 };
const phone = '303-555-0177';
const small = () =>
  usual({
    sections: [
      {
        key: 'you',
        title: 'You',
        questions: [
          { key: 'phone', kind: 'short-text', text: 'Your phone', writes: 'client.phone' },
          { key: 'children', kind: 'number', text: 'How many children?' },
          { key: 'papers', kind: 'file', text: 'Your papers' },
        ],
      },
    ],
  });

type Shape = {
  content?: QuestionnaireContent;
  clientId?: string;
  jobId?: string;
  senderId?: string;
  as?: (one: Organizer) => Organizer;
};
const sent = (one: Organizer) => send(one, afterwards);
const submitted = (one: Organizer): Organizer => ({
  ...sent(one),
  status: 'submitted',
  submitted: { by: 'con_1', at: afterwards },
});
const asDraft = (one: Organizer) => one;

/** An organizer with one answer that is written into the client's record. */
export async function anOrganizer(scene: Scene, { content = small(), as = sent, ...more }: Shape = {}) {
  const { params } = await aQuestionnaire(scene, { content });
  const id = newId('organizer');
  const { clientId = scene.moving.clientId, senderId, jobId } = more;
  const body = NewOrganizer.parse({
    questionnaireId: params.questionnaireId,
    dueOn: '2026-12-18',
    contactIds: [scene.moving.contactId],
    ...(senderId !== undefined && { senderId }),
    ...(jobId !== undefined && { jobId }),
  });
  const questionnaire = { id: params.questionnaireId, key: content.key, n: 1 };
  const making = { id, clientId, questionnaire, title: content.title, counts, by: scene.founder, now: afterwards };
  const answer: OrganizerAnswer = {
    organizerId: id,
    clientId,
    question: content.sections[0]!.questions[0]!.key,
    value: phone,
    by: scene.moving.contactId,
    at: afterwards,
  };
  const head = organizers.create(as(draft(body, making)));
  const records = [head, organizerAnswers.create(answer)];
  await scene.make.save([organizerEvent('organizer.sent', start(head.item.pk), records)], afterwards);
  return { organizerId: id, questionnaireId: params.questionnaireId, question: 'papers' };
}

/** In the name of someone who is told of in full, of a firm that can be called. */
async function anAsker(scene: Scene) {
  const { make } = scene;
  await firmToCall(scene);
  const mail = `asker-${newId('member').toLowerCase()}@firm.example`;
  return make.member({ name: 'Young Asker', mail, title: 'Accountant' }, afterwards);
}
const written = async (scene: Scene, shape: Shape = {}) =>
  anOrganizer(scene, { ...shape, senderId: await anAsker(scene) });

const prepared = new WeakMap<Scene, Promise<{ clientId: string; jobId: string }>>();
/** A client with ten organizers in a job: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene) {
  const make = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Aunts', lifecycle: 'active' } }, afterwards);
    const { jobId } = await aJob(scene, { clientId: id, count: 2 });
    for (let n = 0; n < 10; n++) await anOrganizer(scene, { clientId: id, jobId, as: submitted });
    return { clientId: id, jobId };
  };
  const found = prepared.get(scene) ?? make();
  prepared.set(scene, found);
  return found;
}

const ofTen = { limit: '10' };
const one = '/v1/organizers/{organizerId}';
export const file = { name: 'Passport.pdf', size: 482_113, sha256: 'a'.repeat(64) };
const digest = { digest: digestOf([{ question: 'phone', text: 'Your phone', target: 'client.phone', after: phone }]) };
export const answers = { answers: [{ question: 'children', value: '2', seen: 0 }] };

const of = (shape: Shape, body?: object) => async (scene: Scene) => ({
  params: await anOrganizer(scene, shape),
  ...(body && { body }),
});
const byAsker = (shape: Shape, body?: object) => async (scene: Scene) => ({
  params: await written(scene, shape),
  ...(body && { body }),
});

/** A client of its own, whose telephone nobody knows yet. */
const accepting = async (scene: Scene) => {
  const { id } = await scene.make.client({ client: { name: 'Young & Uncles', lifecycle: 'active' } }, afterwards);
  return { params: await anOrganizer(scene, { clientId: id, as: submitted }), body: digest };
};

const newOne = async (scene: Scene, content?: QuestionnaireContent) => {
  const { params } = await aQuestionnaire(scene, content && { content });
  const { clientId, contactId } = scene.moving;
  return { params: { clientId }, body: { ...params, n: undefined, dueOn: '2026-12-18', contactIds: [contactId] } };
};

export const organizerCalls: readonly BenchCall[] = [
  { route: 'POST /v1/clients/{clientId}/organizers', request: (scene) => newOne(scene) },
  {
    route: 'GET /v1/clients/{clientId}/organizers',
    when: 'a page of 10',
    request: async (scene) => ({ params: { clientId: (await aPageful(scene)).clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/jobs/{jobId}/organizers',
    when: 'a page of 10',
    request: async (scene) => ({ params: { jobId: (await aPageful(scene)).jobId }, query: ofTen }),
  },
  {
    route: 'GET /v1/organizers',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: ofTen };
    },
  },
  { route: `GET ${one}`, request: (scene) => of({ content: usual() })(scene) },
  { route: `PATCH ${one}`, request: of({}, { title: 'Welcome' }) },
  { route: `POST ${one}/send`, request: byAsker({ as: asDraft }) },
  { route: `POST ${one}/nudge`, request: byAsker({}) },
  { route: `POST ${one}/cancel`, request: of({}, {}) },
  { route: `POST ${one}/answers`, request: of({}, answers) },
  { route: `POST ${one}/submit`, request: of({}) },
  { route: `POST ${one}/review`, request: of({}, { questions: ['phone'] }) },
  { route: `POST ${one}/return`, request: byAsker({ as: submitted }, { note: 'Which year?' }) },
  { route: `GET ${one}/write-back`, request: of({ as: submitted }) },
  { route: `POST ${one}/accept`, request: accepting },
  { route: `POST ${one}/questions/{question}/documents`, request: of({}, file) },
];

export const forty = keysOf(wide)
  .slice(1, 41)
  .map((question) => ({ question, value: long(300), seen: 0 }));
const reasons = keysOf(wide)
  .slice(0, 40)
  .map((question) => ({ question, reason: long(500) }));
const nothing = { digest: digestOf([]) };

export const worstOrganizerCalls: readonly BenchCall[] = [
  worstOf('POST /v1/clients/{clientId}/organizers', (scene) => newOne(scene, wideShape().content)),
  worstOf(`PATCH ${one}`, (scene) => of(wideShape(), { title: long(200), why: long(500) })(scene)),
  worstOf(`POST ${one}/send`, (scene) => byAsker({ ...wideShape(), as: asDraft })(scene)),
  worstOf(`POST ${one}/nudge`, (scene) => byAsker(wideShape())(scene)),
  worstOf(`POST ${one}/cancel`, (scene) => of(wideShape(), { reason: long(500) })(scene)),
  worstOf(`POST ${one}/answers`, (scene) => of(wideShape(), { answers: forty })(scene)),
  worstOf(`POST ${one}/submit`, (scene) => of(wideShape())(scene)),
  worstOf(`POST ${one}/review`, (scene) => of(wideShape(), { questions: keysOf(wide).slice(0, 1) })(scene)),
  worstOf(`POST ${one}/return`, (scene) =>
    byAsker({ ...wideShape(), as: submitted }, { reasons, note: long(1000) })(scene),
  ),
  worstOf(`POST ${one}/accept`, (scene) => of({ ...wideShape(), as: submitted }, nothing)(scene)),
  worstOf(`POST ${one}/questions/{question}/documents`, (scene) =>
    of({}, { ...file, name: `${long(196)}.pdf` })(scene),
  ),
];
