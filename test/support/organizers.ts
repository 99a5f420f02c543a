import { QuestionnaireContent, questionsOf } from '../../functions/organizers/question.ts';
import { write } from '../../shared/events/write.ts';
import { systemRecords } from '../../shared/table/records.ts';
import { loadOrganizer } from '../../functions/organizers/store.ts';
import { changeOrganizer } from '../../functions/organizers/changing.ts';
import { save } from '../../functions/organizers/answering.ts';
import { send } from '../../functions/organizers/organizer.ts';
import { anAuthor } from './builders.ts';
import type { Answer, Call, FirmUnderTest } from './call.ts';

/** A small questionnaire with a question of each kind that matters, and nothing wrong with it. */
export const questionnaireContent = (more: object = {}): QuestionnaireContent =>
  QuestionnaireContent.parse({
    key: 'tax',
    name: 'Tax organizer',
    title: 'Your taxes for 2025',
    sections: [
      {
        key: 'you',
        title: 'You',
        questions: [
          { key: 'moved', kind: 'yes-no', text: 'Did you move?', required: true },
          {
            key: 'city',
            kind: 'short-text',
            text: 'Where to?',
            required: true,
            when: 'moved is yes',
            writes: 'client.address.city',
          },
          { key: 'phone', kind: 'short-text', text: 'Your phone', writes: 'client.phone' },
          { key: 'children', kind: 'number', text: 'How many children?' },
        ],
      },
      {
        key: 'family',
        title: 'Family',
        when: 'children over 0',
        questions: [{ key: 'names', kind: 'long-text', text: 'Their names', required: true }],
      },
      {
        key: 'papers',
        title: 'Papers',
        questions: [
          { key: 'read-this', kind: 'text-block', text: 'All pages, please.' },
          { key: 'wages', kind: 'file', text: 'Your W-2', accept: ['pdf'] },
          { key: 'income', kind: 'several-of', text: 'Which?', choices: ['Interest', 'Dividends'] },
          { key: 'true', kind: 'confirmation', text: 'All of this is true' },
        ],
      },
    ],
    ...more,
  });

/** The key under which a place has its questionnaire. */
export const keyOfQuestionnaire = (clientId: string): string => `tax-${clientId.slice(-10).toLowerCase()}`;

export async function aQuestionnaire(call: Call, more: object = {}): Promise<string> {
  const body = { content: questionnaireContent(more), release: true };
  const made = await call('POST', '/v1/questionnaires', { body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

export const someOrganizer = (questionnaireId: string, contactId: string, more: object = {}) => ({
  questionnaireId,
  dueOn: '2026-12-31',
  contactIds: [contactId],
  ...more,
});

export async function anOrganizer(call: Call, clientId: string, body: object): Promise<Answer> {
  const reply = await call('POST', `/v1/clients/${clientId}/organizers`, { body });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

/** What a page sends of these answers, going on from what it has seen. */
export const given = (organizer: Answer, values: Record<string, unknown>) => ({
  answers: Object.entries(values).map(([question, value]) => ({
    question,
    value,
    seen:
      organizer.sections.flatMap((one: Answer) => one.questions).find((one: Answer) => one.key === question)?.seen ?? 0,
  })),
});

/** An organizer that was sent at whatever hour it is, one question of it answered. */
export async function aSentOrganizer({ memory, admin }: FirmUnderTest, clientId: string, contactId: string) {
  const content = questionnaireContent({ key: keyOfQuestionnaire(clientId) });
  const made = await admin.call('POST', '/v1/questionnaires', { body: { content, release: true } });
  const questionnaireId: string = made.body.id;
  const { id } = await anOrganizer(admin.call, clientId, someOrganizer(questionnaireId, contactId));
  const records = systemRecords(memory);
  const whole = await loadOrganizer(records, id);
  const now = '2026-01-05T15:00:00.000Z';
  const place = { organizerId: id, clientId, by: contactId, now };
  const answers = [
    { question: 'moved', value: 'no', seen: 0 },
    { question: 'phone', value: '303-555-0177', seen: 0 },
  ];
  const questions = new Map(questionsOf(content).map((one) => [one.key, one]));
  const { changed } = save(questions, new Map(), answers, place);
  const organizer = { ...send(whole.organizer, now), status: 'in-progress' as const };
  const { decided } = changeOrganizer(whole, 'organizer.sent', { organizer, answers: changed });
  await write(memory, [decided], anAuthor(admin.id));
  return { questionnaireId, organizerId: id as string, question: 'wages' };
}
