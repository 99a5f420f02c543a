import { questionnaireEvent } from '../../functions/organizers/events.ts';
import { shipped } from '../../functions/organizers/library.ts';
import { QuestionnaireContent } from '../../functions/organizers/question.ts';
import { draft, release, versionOf } from '../../functions/organizers/questionnaire.ts';
import {
  questionnaireDrafts,
  questionnaires,
  questionnaireVersions,
} from '../../functions/organizers/questionnaire-store.ts';
import { start } from '../../shared/events/chain.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

let made = 0;
/** A key that no other questionnaire has, always as long. */
const key = () => `intake-${1_000_000 + made++}`;
const intake = shipped('new-client-intake');
export const usual = (more: object = {}): QuestionnaireContent =>
  QuestionnaireContent.parse({ ...intake, key: key(), ...more });

/** Two hundred questions that fill what a questionnaire may hold. */
const widest = (letter = '漢') => {
  const questions = Array.from({ length: 50 }, (_, i) => ({
    key: `question-${100 + i}`,
    kind: 'short-text',
    text: long(200, letter),
  }));
  const section = (n: number) => ({
    key: `part-${n}`,
    title: long(100, letter),
    questions: questions.map((one) => ({ ...one, key: `${one.key}-${n}` })),
  });
  return usual({ name: long(120, letter), sections: [0, 1, 2, 3].map(section) });
};

type Asked = { content?: QuestionnaireContent; isChanged?: boolean; isWithdrawn?: boolean };

export async function aQuestionnaire(
  scene: Scene,
  { content = usual(), isChanged = false, isWithdrawn = false }: Asked = {},
) {
  const id = newId('questionnaire');
  const released = release(draft(content, id, afterwards), afterwards);
  const head = questionnaires.create({ ...released, isChanged, ...(isWithdrawn && { status: 'withdrawn' as const }) });
  const version = questionnaireVersions.create(versionOf(released, content, { by: scene.founder, now: afterwards }));
  const records = [head, questionnaireDrafts.create({ questionnaireId: id, content }), version];
  await scene.make.save([questionnaireEvent('questionnaire.drafted', start(head.item.pk), records)], afterwards);
  return { content, params: { questionnaireId: id, n: '1' } };
}

type Prepare = (scene: Scene) => Promise<{ params?: Record<string, string>; body?: object }>;
/** The dearest form of a change of something that is prepared together with what is sent. */
export function worstOf(route: string, prepare: Prepare): BenchCall {
  const bare = worst(route, () => ({}));
  return {
    ...bare,
    request: async (scene, turn) => ({ ...(await bare.request(scene, turn)), ...(await prepare(scene)) }),
  };
}

const ofTen = { limit: '10' };
const form = '/v1/questionnaires/{questionnaireId}';

const ofForm = (asked: () => Asked, body?: (content: QuestionnaireContent) => object) => async (scene: Scene) => {
  const { content, params } = await aQuestionnaire(scene, asked());
  return { params, ...(body && { body: body(content) }) };
};

export const wide = widest();
export const keysOf = (content: QuestionnaireContent) =>
  content.sections.flatMap(({ questions }) => questions.map((q) => q.key));
export const wideShape = () => ({ content: { ...wide, key: key() } });

export const questionnaireCalls: readonly BenchCall[] = [
  {
    route: 'GET /v1/questionnaires',
    when: 'a page of 10',
    async request(scene) {
      for (let n = 0; n < 11; n++) await aQuestionnaire(scene, { content: usual({ name: '! Intake' }) });
      return { query: { ...ofTen, status: 'released' } };
    },
  },
  { route: 'POST /v1/questionnaires', request: () => ({ body: { content: usual(), release: true } }) },
  { route: 'GET /v1/questionnaires/library', request: () => ({}) },
  { route: `GET ${form}`, request: ofForm(() => ({})) },
  {
    route: `PATCH ${form}`,
    request: ofForm(
      () => ({}),
      (content) => ({ content: { ...content, title: 'Welcome' } }),
    ),
  },
  {
    route: `POST ${form}/release`,
    request: ofForm(
      () => ({ isChanged: true }),
      () => ({ note: 'Shorter' }),
    ),
  },
  { route: `GET ${form}/versions`, request: ofForm(() => ({})) },
  { route: `GET ${form}/versions/{n}`, request: ofForm(() => ({})) },
  { route: `POST ${form}/withdraw`, request: ofForm(() => ({})) },
  { route: `POST ${form}/restore`, request: ofForm(() => ({ isWithdrawn: true })) },
];

export const worstQuestionnaireCalls: readonly BenchCall[] = [
  worst(
    'POST /v1/questionnaires',
    () => ({}),
    () => ({ body: { content: { ...wide, key: key() }, release: true } }),
  ),
  worstOf(
    `PATCH ${form}`,
    ofForm(wideShape, (content) => ({ content: { ...widest('字'), key: content.key } })),
  ),
  worstOf(
    `POST ${form}/release`,
    ofForm(
      () => ({ ...wideShape(), isChanged: true }),
      () => ({ note: long(500) }),
    ),
  ),
  worstOf(`POST ${form}/withdraw`, ofForm(wideShape)),
  worstOf(
    `POST ${form}/restore`,
    ofForm(() => ({ ...wideShape(), isWithdrawn: true })),
  ),
];
