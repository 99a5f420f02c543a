import * as z from 'zod';
import { start } from '../../shared/events/chain.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { type Caller, everyone, leads, type Outcome, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { questionnaireEvent } from './events.ts';
import { shipped, ShippedKey, shippedKeys } from './library.ts';
import { contentOf, NewQuestionnaire } from './new-questionnaire.ts';
import { QuestionnaireContent } from './question.ts';
import {
  draft,
  edit,
  type Questionnaire,
  releasable,
  release,
  restore,
  Status,
  versionOf,
  withdraw,
} from './questionnaire.ts';
import {
  findQuestionnaire,
  listQuestionnaires,
  loadQuestionnaire,
  questionnaireDrafts,
  questionnaires,
  questionnaireVersions,
} from './questionnaire-store.ts';
import { head, QuestionnaireHead, QuestionnaireView, view } from './questionnaire-view.ts';

const on = routesOf();
export const ById = z.object({ questionnaireId: Id('questionnaire') });

type Making = { id: string; caller: Caller; now: string };

/** A new one with its first event, and its first version where that is wanted at once. */
function drafted(
  content: QuestionnaireContent,
  isReleased: boolean,
  { id, caller, now }: Making,
): Outcome<z.input<typeof QuestionnaireView>> {
  const drawn = draft(content, id, now);
  if (isReleased) releasable(content);
  const made = isReleased ? release(drawn, now) : drawn;
  const write = questionnaires.create(made);
  const version = isReleased ? [questionnaireVersions.create(versionOf(made, content, { by: caller.id, now }))] : [];
  const records = [write, questionnaireDrafts.create({ questionnaireId: id, content }), ...version];
  return {
    write: [questionnaireEvent('questionnaire.drafted', start(write.item.pk), records)],
    answer: view(write.after as Stored<Questionnaire>, content, caller),
    location: `/v1/questionnaires/${id}`,
  };
}

type Move = (questionnaire: Questionnaire, now: string) => Questionnaire;
const moves = (what: 'withdraw' | 'restore', summary: string, move: Move) =>
  on.changes({
    method: 'POST',
    path: `/v1/questionnaires/{questionnaireId}/${what}`,
    summary,
    allow: leads,
    params: ById,
    response: QuestionnaireHead,
    load: ({ params }, { records }) => loadQuestionnaire(records, params.questionnaireId),
    subject: ({ questionnaire }) => questionnaire,
    decide({ loaded: { questionnaire, tail }, caller, now }) {
      const write = questionnaires.replace(questionnaire, move(questionnaire, now));
      const type = what === 'withdraw' ? 'questionnaire.withdrawn' : 'questionnaire.restored';
      return {
        write: [questionnaireEvent(type, tail, [write])],
        answer: head(write.after as Stored<Questionnaire>, caller),
      };
    },
  });

const InLibrary = z
  .object({ key: ShippedKey, name: z.string(), content: QuestionnaireContent })
  .meta({ id: 'ShippedQuestionnaire' });

export const questionnaireRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/questionnaires',
    summary: 'Questionnaires by state and name, without what they ask',
    allow: everyone,
    query: z.strictObject({ status: Status.optional(), ...paging }),
    response: List(QuestionnaireHead),
    load: ({ query }, { records }) => listQuestionnaires(records, query),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => head(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/questionnaires',
    summary: 'Add a questionnaire: written, one of those that are shipped, or a copy of another',
    description:
      'As a draft; with `release`, with its first version. What is wrong with it stands in `faults`, and keeps it from being released.',
    allow: leads,
    body: NewQuestionnaire,
    status: 201,
    response: QuestionnaireView,
    async load({ body }, { records, newId }) {
      const original = body.copyOf === undefined ? undefined : await findQuestionnaire(records, body.copyOf);
      return { original: original?.draft.content, id: newId('questionnaire') };
    },
    decide: ({ loaded: { original, id }, body, caller, now }) =>
      drafted(contentOf(body, original), body.release === true, { id, caller, now }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/questionnaires/library',
    summary: 'The questionnaires that come with Firmament',
    allow: everyone,
    response: z.object({ items: z.array(InLibrary) }),
    load: async () => shippedKeys.map((key) => ({ key, content: shipped(key) })),
    answer: ({ loaded }) => ({ items: loaded.map(({ key, content }) => ({ key, name: content.name, content })) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/questionnaires/{questionnaireId}',
    summary: 'A questionnaire with what is worked on, and what is wrong with it',
    description: 'Errors keep it from being released, warnings do not. `path` leads into `content`.',
    allow: everyone,
    params: ById,
    response: QuestionnaireView,
    load: ({ params }, { records }) => findQuestionnaire(records, params.questionnaireId),
    answer: ({ loaded: { questionnaire, draft: of }, caller }) => view(questionnaire, of.content, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/questionnaires/{questionnaireId}',
    summary: 'Change what a questionnaire asks: its draft, as a whole',
    description: 'Versions and organizers stay as they are. The key of one that was released stays too.',
    allow: leads,
    params: ById,
    body: z.strictObject({ content: QuestionnaireContent }).meta({ id: 'QuestionnairePatch' }),
    response: QuestionnaireView,
    load: ({ params }, { records }) => loadQuestionnaire(records, params.questionnaireId),
    subject: ({ questionnaire }) => questionnaire,
    decide({ loaded: { questionnaire, draft: old, latest, tail }, body: { content }, caller, now }) {
      const write = questionnaires.replace(
        questionnaire,
        edit(questionnaire, { content, latest: latest?.content }, now),
      );
      const beside = questionnaireDrafts.replace(old, { ...old, content });
      return {
        write: [questionnaireEvent('questionnaire.updated', tail, [write, beside])],
        answer: view(write.after as Stored<Questionnaire>, content, caller),
      };
    },
  }),
  moves('withdraw', 'Withdraw a questionnaire: no more organizers are made of it', withdraw),
  moves('restore', 'Bring back a questionnaire that was withdrawn, with its latest version', restore),
];
