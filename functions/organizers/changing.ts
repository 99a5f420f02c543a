import type { Stored } from '../../shared/table/entity.ts';
import { isOver, type Organizer } from './organizer.ts';
import { chased } from './planning.ts';
import type { OrganizerAnswer } from './answer.ts';
import { organizerEvent } from './events.ts';
import { countsIn } from './standing.ts';
import { type Answers, organizerAnswers, organizers, type Whole, type WholeOrganizer } from './store.ts';

type EventType = Parameters<typeof organizerEvent>[0];
type Change = {
  organizer?: Organizer;
  answers?: readonly OrganizerAnswer[];
  more?: Parameters<typeof organizerEvent>[3];
};

/** One change of an organizer as one event, with the counts that follow from it. */
export function changeOrganizer({ tail, ...whole }: WholeOrganizer, type: EventType, change: Change) {
  const written = (change.answers ?? []).map((answer) => {
    const before = whole.answers.get(answer.question);
    return before ? organizerAnswers.replace(before, answer) : organizerAnswers.create(answer);
  });
  const answers: Answers = new Map([
    ...whole.answers,
    ...written.map(({ after }) => {
      const answer = after as Stored<OrganizerAnswer>;
      return [answer.question, answer] as const;
    }),
  ]);
  const organizer = change.organizer ?? whole.organizer;
  // What is over stays as it was counted then.
  const counts = isOver(whole.organizer) ? organizer.counts : countsIn(whole.sections, answers);
  const head = organizers.replace(whole.organizer, { ...chased(organizer), counts });
  return {
    decided: organizerEvent(type, tail, [head, ...written], change.more),
    whole: { ...whole, organizer: head.after as Stored<Organizer>, answers } satisfies Whole,
  };
}
