import * as z from 'zod';
import { type Caller, leads } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { FaultView } from '../templates/template-view.ts';
import { lint } from './lint.ts';
import { QuestionnaireContent } from './question.ts';
import { Questionnaire, QuestionnaireVersion } from './questionnaire.ts';

export const QuestionnaireHead = Questionnaire.extend({
  version: z.int(),
  can: z.object({ edit: z.boolean() }),
}).meta({ id: 'QuestionnaireHead' });

/** With what is worked on, and what is wrong with it. */
export const QuestionnaireView = QuestionnaireHead.extend({
  content: QuestionnaireContent,
  faults: z.array(FaultView),
}).meta({ id: 'Questionnaire' });

export const QuestionnaireVersionHead = QuestionnaireVersion.omit({ questionnaireId: true, content: true }).meta({
  id: 'QuestionnaireVersionHead',
});
export const QuestionnaireVersionView = QuestionnaireVersionHead.extend({ content: QuestionnaireContent }).meta({
  id: 'QuestionnaireVersion',
});

export const head = (questionnaire: Stored<Questionnaire>, { role }: Pick<Caller, 'role'>) => ({
  ...questionnaire,
  can: { edit: leads.some((one) => one === role) },
});

export const view = (questionnaire: Stored<Questionnaire>, content: QuestionnaireContent, caller: Caller) => ({
  ...head(questionnaire, caller),
  content,
  faults: lint(content),
});
