import { broken } from '../../../shared/errors.ts';
import type { Records } from '../../../shared/table/records.ts';
import { getVersion, questionnaires } from '../../organizers/questionnaire-store.ts';
import type { QuestionnaireVersion } from '../../organizers/questionnaire.ts';
import { organizersOfClient } from '../../organizers/store.ts';
import type { TemplateItem, TemplateRequest } from '../../templates/request.ts';
import { appliesTo, type ClientFacts } from '../for-client.ts';
import { holderOf } from './holder-of.ts';
import type { Running } from './kind.ts';

/** More would not fit into the transaction of one step, with a mail of each to everybody who is asked. */
export const mostQuestionnaires = 3;

type NamedItem = Extract<TemplateItem, { kind: 'questionnaire' }>;

/** The questionnaires that the items of a request name, as far as they concern this client. */
export const questionnairesIn = ({ items }: TemplateRequest, facts: ClientFacts): NamedItem[] =>
  items.flatMap((item) =>
    item.kind === 'questionnaire' && (item.when === undefined || appliesTo(facts, item.when) !== false) ? [item] : [],
  );

/** A questionnaire as it is asked now. */
export type Questions = Pick<QuestionnaireVersion, 'n' | 'content'> & { id: string; startsFrom: string | undefined };

/** The client’s answers of the last time, by which this time’s begin. */
async function lastAnswered(records: Records, clientId: string, key: string): Promise<string | undefined> {
  const { items } = await organizersOfClient(records, clientId, { limit: 100 });
  return items
    .filter(
      ({ questionnaire, status, erasedAt }) =>
        questionnaire.key === key && erasedAt === undefined && (status === 'accepted' || status === 'submitted'),
    )
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]?.id;
}

/** The latest version of a questionnaire by its key; one that cannot be asked says so. */
export async function questionsOf(running: Running, key: string, clientId: string): Promise<Questions> {
  const { records } = running;
  const holder = await holderOf(running, `questionnaire#${key}`);
  const id = holder?.slice(questionnaires.key('').pk.length);
  const found = id === undefined ? undefined : await records.find(questionnaires, id);
  if (!found)
    throw broken(`There is no questionnaire with the key ${key}; take it over, or write it, and send it by hand`);
  if (found.status !== 'released')
    throw broken(`The questionnaire “${found.name}” is not released; release it, and send it by hand`);
  const [{ n, content }, startsFrom] = await Promise.all([
    getVersion(records, { questionnaireId: found.id, n: found.latest }),
    lastAnswered(records, clientId, key),
  ]);
  return { id: found.id, n, content, startsFrom };
}
