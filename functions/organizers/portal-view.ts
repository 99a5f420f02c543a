import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { ItemFile } from '../requests/item.ts';
import { type OrganizerAnswer, Value } from './answer.ts';
import { isOpen, isUnsent, Organizer } from './organizer.ts';
import { priorOf } from './prior.ts';
import { Question, Section } from './question.ts';
import { type Answers, goingOnFor, type Whole } from './store.ts';
import { PriorView } from './view.ts';
import type { ReadSection } from './when.ts';

/** An organizer as a list on the portal shows it. */
export const PortalOrganizerLine = Organizer.pick({
  id: true,
  clientId: true,
  title: true,
  why: true,
  dueOn: true,
  status: true,
  counts: true,
  sentAt: true,
})
  .extend({ version: z.int() })
  .meta({ id: 'PortalOrganizerLine' });

const When = z.array(
  z.array(
    z.object({
      question: z.string(),
      is: z.string().optional(),
      over: z.number().optional(),
      not: z.literal(true).optional(),
    }),
  ),
);

/** A question as the client sees it: nothing of where its answer goes, or who in the firm looked at it. */
export const PortalQuestion = Question.omit({ when: true, writes: true })
  .extend({
    /** Holds where all of one of these holds. */
    when: When.optional(),
    value: Value.optional(),
    files: z.array(ItemFile.omit({ by: true })),
    /** Of the answer: a change of it goes on from this one. */
    seen: z.int(),
    /** The firm has looked at it: it stays as it is. */
    isLocked: z.boolean(),
    /** Why it is to be answered again. */
    returned: z.string().optional(),
    prior: PriorView.optional(),
  })
  .meta({ id: 'PortalQuestion' });

export const PortalOrganizer = PortalOrganizerLine.extend({
  intro: z.string().optional(),
  /** What the firm said when it gave it back. */
  note: z.string().optional(),
  sections: z.array(
    Section.omit({ when: true, questions: true }).extend({
      when: When.optional(),
      questions: z.array(PortalQuestion),
    }),
  ),
  /** The questions whose answers had changed elsewhere: what was sent of them was not kept. */
  moved: z.array(z.string()),
  can: z.object({ answer: z.boolean() }),
}).meta({ id: 'PortalOrganizer' });

/** What was not sent yet is nobody’s, and what was called off no longer. A limited contact sees what is addressed to them. */
export const isShownTo = ({ id, limited = [] }: Pick<Caller, 'id' | 'limited'>, organizer: Organizer): boolean =>
  !isUnsent(organizer) &&
  organizer.status !== 'cancelled' &&
  organizer.erasedAt === undefined &&
  (!limited.includes(organizer.clientId) || organizer.contactIds.includes(id));

export const portalLine = ({
  id,
  clientId,
  title,
  why,
  dueOn,
  status,
  counts,
  sentAt,
  version,
}: Stored<Organizer>): z.input<typeof PortalOrganizerLine> => ({
  id,
  clientId,
  title,
  ...(why !== undefined && { why }),
  dueOn,
  status,
  counts,
  ...(sentAt !== undefined && { sentAt }),
  version,
});

type ReadQuestion = ReadSection['questions'][number];
const conditionOf = ({ when }: Pick<ReadQuestion, 'when'>) =>
  when && { when: when.map((all) => all.map((ask) => ({ ...ask }))) };

function questionView(asked: ReadQuestion, answer: Stored<OrganizerAnswer> | undefined, prior: Answers) {
  const { when: _, writes: _writes, ...question } = asked;
  const before = priorOf(asked as Question, prior.get(question.key));
  return {
    ...question,
    ...conditionOf(asked),
    ...(answer?.value !== undefined && { value: answer.value }),
    files: (answer?.files ?? []).map(({ by: _by, ...file }) => file),
    seen: answer?.version ?? 0,
    isLocked: answer?.reviewed !== undefined,
    ...(answer?.returned && { returned: answer.returned.reason }),
    ...(before && { prior: before }),
  };
}

export function portalView(
  { organizer, sections, answers, intro }: Whole,
  prior: Answers,
  moved: readonly string[] = [],
): z.input<typeof PortalOrganizer> {
  return {
    ...portalLine(organizer),
    ...(intro !== undefined && { intro }),
    ...(organizer.returned?.note !== undefined && { note: organizer.returned.note }),
    sections: sections.map(({ when, questions, ...section }) => ({
      ...section,
      ...conditionOf({ ...(when && { when }) }),
      questions: questions.map((one) => questionView(one, answers.get(one.key), prior)),
    })),
    moved: [...moved],
    can: { answer: isOpen(organizer) },
  };
}

/** All organizers that go on and that this contact sees, over all their clients, the most pressing first: for the portal’s home. */
export async function organizersFor(records: Records, caller: Caller): Promise<Stored<Organizer>[]> {
  const found = await goingOnFor(records, caller.scope.only ?? []);
  return found.filter((one) => isShownTo(caller, one)).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
