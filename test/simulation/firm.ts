import type { Item } from '../../shared/table/table.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { aFirm } from '../support/call.ts';
import { withJobMachine } from '../support/job-machine.ts';
import { anOffice, aSmallTemplate } from '../support/work.ts';
import { aTemplate } from '../support/written-template.ts';

/** Steps of several kinds among tasks of people; one of them cannot run, and people have to see to it. */
export const withSteps = (): TemplateContent =>
  aSmallTemplate({
    sections: [
      {
        name: 'Work',
        tasks: [
          { key: 'note', title: 'Note', auto: 'set-field', setsField: 'job.begun', value: true },
          { key: 'first', title: 'First', role: 'doer', after: ['note'], due: 'job.start +2 day' },
          { key: 'beside', title: 'Beside', role: 'doer', due: 'job.start +4 day' },
          { key: 'copy', title: 'Copy', auto: 'send-mail', mail: 'close-package', role: 'doer', after: ['first'] },
          { key: 'made', title: 'Look again', auto: 'create-task', role: 'reviewer', after: ['first'] },
          { key: 'tag', title: 'Tag', auto: 'set-tag', tag: 'worked', after: ['copy'] },
          { key: 'broken', title: 'Broken', auto: 'assign', role: 'nobody', tasks: ['last'], after: ['tag'] },
          { key: 'last', title: 'Last', role: 'doer', after: ['broken', 'beside'], due: 'first.done +1 day' },
        ],
      },
    ],
    period: 'month',
    due: 'job.start +14 day',
  });

/** Ten in the morning where the firm is: mail to clients leaves. */
export const monday = '2026-11-02T17:00:00.000Z';

/** The firm in which every history begins. */
export async function aStage() {
  const firm = await aFirm();
  withJobMachine(firm, monday);
  const { bookkeeper, clientId } = await anOffice(firm);
  const contact = { name: 'Alicia Whitaker', mail: 'alicia@juniper.example', notify: true, portal: true };
  await firm.admin.call('POST', `/v1/clients/${clientId}/contacts`, { body: contact });
  await firm.admin.call('POST', '/v1/firm/go-live');
  const templateId = await aTemplate(firm, withSteps());
  await firm.projected();
  // From here on the one clock is that of the history.
  delete process.env.CLOCK_OFFSET_MS;
  const items: readonly Item[] = firm.memory.all();
  return { items, clientId, templateId, personId: bookkeeper.id };
}

export type Stage = Awaited<ReturnType<typeof aStage>>;
