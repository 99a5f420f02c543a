import * as z from 'zod';
import { changeOf, type Draft } from './draft.ts';
import { after, type Rule, taskIn } from './in-job.ts';

/** What the job's workflow tells its people with an event: a day came near, came, passed, or will not be kept. */
const Reminders = z.array(
  z.looseObject({
    taskId: z.string(),
    title: z.string(),
    why: z.string(),
    due: z.string().optional(),
    to: z.array(z.string()),
  }),
);

const reasons: Readonly<Record<string, { kind: Draft['kind']; says: string }>> = {
  soon: { kind: 'reminder', says: 'is due soon' },
  due: { kind: 'reminder', says: 'is due today' },
  overdue: { kind: 'reminder', says: 'is overdue' },
  escalated: { kind: 'at-risk', says: 'has been overdue for days' },
  'at-risk': { kind: 'at-risk', says: 'may not be done in time' },
};

export const reminded: Rule = (happened) => {
  const told = Reminders.safeParse(after(changeOf(happened.event, 'SCHEDULE', 'reminders')));
  return (told.data ?? []).flatMap(({ taskId, title, why, due, to: people }): Draft[] => {
    const reason = reasons[why];
    if (!reason) return [];
    const says = `${taskIn({ title }, happened)} ${reason.says}`;
    return people.map((to) => ({ to, kind: reason.kind, says, taskId, ...(due !== undefined && { due }) }));
  });
};
