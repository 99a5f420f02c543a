import { templateEvent } from '../../functions/templates/events.ts';
import { draft, publish } from '../../functions/templates/head.ts';
import { drafts, templates, versions } from '../../functions/templates/store.ts';
import type { TemplateContent } from '../../functions/templates/template.ts';
import { start } from '../../shared/events/chain.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { anAuthor } from './builders.ts';
import type { FirmUnderTest } from './call.ts';

/** A template in its first version, published past the linter: some tests need a step that cannot run. */
export async function aTemplate({ memory, admin }: FirmUnderTest, content: TemplateContent): Promise<string> {
  const id = newId('template');
  const at = '2026-01-05T15:00:00.000Z';
  const version = versions.create({ templateId: id, n: 1, content, publishedAt: at, by: admin.id });
  const records = [
    templates.create(publish(draft(content, id, at), at)),
    drafts.create({ templateId: id, content }),
    { ...version, tells: { n: [null, 1] as [null, number] } },
  ];
  await write(memory, [templateEvent('template.published', start(templates.key(id).pk), records)], anAuthor());
  return id;
}
