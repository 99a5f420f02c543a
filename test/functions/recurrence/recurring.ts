import { recur } from '../../../functions/recurrence/react.ts';
import { recurringStep } from '../../../functions/recurrence/sweep.ts';
import type { TemplateContent } from '../../../functions/templates/template.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import type { Answer, FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { anOffice } from '../../support/work.ts';
import { published } from '../../support/templates.ts';

/** A month of work in two tasks, begun when the month is over. */
export const aMonth = (more: Partial<TemplateContent> = {}): TemplateContent => ({
  key: 'small-close',
  name: 'Small close',
  for: ['accounting'],
  title: 'Small close – {period, MMMM yyyy}',
  period: 'month',
  start: 'period.end +1 day roll following',
  due: 'period.end +5 bizday',
  deadline: 'none',
  roles: { doer: 'client.lead', reviewer: 'client.manager' },
  sections: [
    {
      name: 'Close',
      tasks: [
        { key: 'post', title: 'Post', role: 'doer', est: 60, due: 'period.end +3 bizday' },
        { key: 'review', title: 'Review', role: 'reviewer', after: ['post'], due: 'post.due +2 bizday' },
      ],
    },
  ],
  ...more,
});

/** The schedule fires at this moment, and the machine goes on until the day is done. */
export async function fired(firm: FirmUnderTest, instant: string): Promise<void> {
  at(instant);
  for (let turns = 0; turns < 50; turns++) if ((await recurringStep({ table: firm.table })).done) return;
  throw new Error('The day is never done');
}

const heard = new WeakMap<FirmUnderTest, Set<string>>();

/** What the reactor does of what happened since it was last asked, until nothing more follows. */
export async function reacted(firm: FirmUnderTest): Promise<void> {
  const seen = heard.get(firm) ?? new Set<string>();
  heard.set(firm, seen);
  const unheard = (): Event[] => firm.memory.all().filter((item): item is Event => isEvent(item) && !seen.has(item.id));
  for (let events = unheard(); events.length > 0; events = unheard())
    for (const event of events) {
      seen.add(event.id);
      await recur(firm.table, event);
    }
}

export const jobsOf = (firm: FirmUnderTest): Answer[] =>
  firm.memory
    .all()
    .filter(({ entity }) => entity === 'job')
    .toSorted((a, b) => (a.pk < b.pk ? -1 : 1));

export const periodsOf = (firm: FirmUnderTest): string[] =>
  jobsOf(firm)
    .map(({ period }): string => period.key)
    .toSorted();

/** An office with a client and a template of a month's work, on the tenth of March. */
export async function aRecurringOffice(firm: FirmUnderTest) {
  at('2026-03-10T15:00:00.000Z');
  const office = await anOffice(firm);
  const templateId = await published(firm.admin.call, aMonth());
  const api = verbs(firm.admin.call);
  const ask = (body: object = {}) => api.post(`/v1/clients/${office.clientId}/series`, { templateId, ...body });
  return {
    ...office,
    firm,
    templateId,
    api,
    ask,
    async aSeries(body: object = {}): Promise<Answer> {
      const reply = await ask(body);
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
      return reply.body;
    },
    again: async ({ id }: Answer): Promise<Answer> => (await api.get(`/v1/series/${id}`)).body,
  };
}

export type RecurringOffice = Awaited<ReturnType<typeof aRecurringOffice>>;
