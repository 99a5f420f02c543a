import * as z from 'zod';
import { List, paging } from '../../shared/http/lists.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Line } from '../templates/texts.ts';
import { questionnaireEvent } from './events.ts';
import { mostVersions, type Questionnaire, releasable, release, versionOf } from './questionnaire.ts';
import { ById } from './questionnaire-routes.ts';
import {
  getVersion,
  loadQuestionnaire,
  questionnaires,
  questionnaireVersions,
  versionsOfQuestionnaire,
} from './questionnaire-store.ts';
import { head, QuestionnaireHead, QuestionnaireVersionHead, QuestionnaireVersionView } from './questionnaire-view.ts';

const on = routesOf();
const ByNumber = ById.extend({ n: z.coerce.number().int().min(1).max(mostVersions) });

export const questionnaireVersionRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/questionnaires/{questionnaireId}/release',
    summary: 'Make the draft of a questionnaire its next version, which new organizers ask',
    description: 'Refused while there are errors in it, each named in `issues`. Organizers of earlier versions stay.',
    allow: leads,
    params: ById,
    body: z.strictObject({ note: Line(500).optional() }).prefault({}),
    response: QuestionnaireHead,
    load: ({ params }, { records }) => loadQuestionnaire(records, params.questionnaireId),
    subject: ({ questionnaire }) => questionnaire,
    decide({ loaded: { questionnaire, draft: of, tail }, body: { note }, caller, now }) {
      const after = release(questionnaire, now);
      releasable(of.content);
      const write = questionnaires.replace(questionnaire, after);
      const version = questionnaireVersions.create(versionOf(after, of.content, { note, by: caller.id, now }));
      return {
        write: [questionnaireEvent('questionnaire.released', tail, [write, version])],
        answer: head(write.after as Stored<Questionnaire>, caller),
        location: `/v1/questionnaires/${after.id}/versions/${after.latest}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/questionnaires/{questionnaireId}/versions',
    summary: 'The versions of a questionnaire, newest first, without what they ask',
    allow: everyone,
    params: ById,
    query: z.strictObject(paging),
    response: List(QuestionnaireVersionHead),
    load: ({ params, query }, { records }) => versionsOfQuestionnaire(records, params.questionnaireId, query),
    answer: ({ loaded }) => loaded,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/questionnaires/{questionnaireId}/versions/{n}',
    summary: 'A version of a questionnaire',
    allow: everyone,
    params: ByNumber,
    response: QuestionnaireVersionView,
    load: ({ params }, { records }) => getVersion(records, params),
    answer: ({ loaded }) => loaded,
  }),
];
