import { TemplateContent } from '../../functions/templates/template.ts';
import type { Answer, Call } from './call.ts';

/** A small template that nothing is wrong with. */
export const templateContent = (more: object = {}): TemplateContent =>
  TemplateContent.parse({
    key: 'close',
    name: 'Close',
    for: ['accounting'],
    title: 'Close – {period, MMMM yyyy}',
    period: 'month',
    start: 'period.end +1 day',
    due: 'period.end +10 bizday',
    deadline: 'none',
    budgetMinutes: 60,
    roles: { preparer: 'client.lead', reviewer: 'client.manager' },
    sections: [
      {
        name: 'Work',
        tasks: [
          { key: 'code', title: 'Code transactions', role: 'preparer', est: 40, due: 'period.end +5 bizday' },
          {
            key: 'review',
            title: 'Review',
            role: 'reviewer',
            est: 15,
            after: ['code'],
            review: { of: 'code', notSameAs: 'preparer' },
            gate: true,
            due: 'code.done +2 bizday',
          },
          { key: 'send', title: 'Send', auto: 'send-mail', mail: 'close-package', after: ['review'] },
        ],
      },
    ],
    ...more,
  });

/** The key under which a place has its template. */
export const keyOfTemplate = (clientId: string): string => `close-${clientId.slice(-10).toLowerCase()}`;

/** A template of this content with one version; answers its id. */
export async function published(call: Call, content: TemplateContent): Promise<string> {
  const made: Answer = await call('POST', '/v1/templates', { body: { content } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const reply = await call('POST', `/v1/templates/${made.body.id}/publish`, { body: { note: 'The first' } });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return made.body.id;
}

export const aTemplate = (call: Call, more: object = {}): Promise<string> => published(call, templateContent(more));
