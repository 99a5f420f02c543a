import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Questionnaire, QuestionnaireDraft, QuestionnaireVersion, type Status } from './questionnaire.ts';

const partition = (id: string) => `QUESTIONNAIRE#${id}`;

export const questionnaires = entity({
  name: 'questionnaire',
  schema: Questionnaire,
  key: (id: string) => ({ pk: partition(id), sk: 'QUESTIONNAIRE' }),
  id: ({ id }) => id,
  indexes: ({ status, name, id }) => ({
    byStatusPk: 'QUESTIONNAIRE',
    byStatusSk: `${status}#${name.toLowerCase()}#${id}`,
  }),
  unique: ({ key }) => [
    { key: `questionnaire#${key}`, field: 'key', says: `There is a questionnaire with the key ${key} already` },
  ],
});

export const questionnaireDrafts = entity({
  name: 'questionnaire draft',
  schema: QuestionnaireDraft,
  key: (questionnaireId: string) => ({ pk: partition(questionnaireId), sk: 'DRAFT' }),
  id: ({ questionnaireId }) => questionnaireId,
});

const versionPrefix = 'VERSION#';
type VersionId = Pick<QuestionnaireVersion, 'questionnaireId' | 'n'>;

export const questionnaireVersions = entity({
  name: 'questionnaire version',
  schema: QuestionnaireVersion,
  key: ({ questionnaireId, n }: VersionId) => ({
    pk: partition(questionnaireId),
    sk: `${versionPrefix}${String(n).padStart(6, '0')}`,
  }),
  id: ({ questionnaireId, n }) => ({ questionnaireId, n }),
});

/** A questionnaire with what is worked on. */
export async function findQuestionnaire(records: Records, id: string) {
  const [questionnaire, draft] = await Promise.all([
    records.get(questionnaires, id),
    records.find(questionnaireDrafts, id),
  ]);
  if (!draft) throw notFound('questionnaire', id);
  return { questionnaire, draft };
}

/** The same with the tail of its chain, read first, and its latest version: ready to be changed. */
export async function loadQuestionnaire(records: Records, id: string) {
  const tail = await records.tail(partition(id));
  const found = await findQuestionnaire(records, id);
  const n = found.questionnaire.latest;
  const latest = n === 0 ? undefined : await records.find(questionnaireVersions, { questionnaireId: id, n });
  return { tail, ...found, latest };
}

export async function getVersion(records: Records, id: VersionId): Promise<Stored<QuestionnaireVersion>> {
  const found = await records.find(questionnaireVersions, id);
  if (!found) throw notFound('version', `${id.questionnaireId}/${id.n}`);
  return found;
}

type Page = { limit: number; cursor?: string | undefined };

/** Questionnaires by state and name. */
export async function listQuestionnaires(
  records: Records,
  { status, limit, cursor }: Page & { status?: Status | undefined },
) {
  const range = status && { range: { prefix: `${status}#` } };
  const { items, next } = await records.page({ index: 'byStatus', pk: 'QUESTIONNAIRE', ...range, limit }, cursor);
  return { items: items.map(questionnaires.read), ...(next !== undefined && { next }) };
}

/** The versions of a questionnaire, newest first. */
export async function versionsOfQuestionnaire(records: Records, id: string, { limit, cursor }: Page) {
  const [{ items, next }] = await Promise.all([
    records.page({ pk: partition(id), range: { prefix: versionPrefix }, limit, newestFirst: true }, cursor),
    records.get(questionnaires, id),
  ]);
  return { items: items.map(questionnaireVersions.read), ...(next !== undefined && { next }) };
}
