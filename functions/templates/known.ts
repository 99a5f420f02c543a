import type { Records } from '../../shared/table/records.ts';
import { keysInUse } from '../letter-templates/store.ts';
import type { Known } from './lint-steps.ts';
import { tasksOf, type TemplateContent } from './template.ts';

/** What the firm has of what a template names: read only where it names any. */
export async function knownTo(records: Records, content: TemplateContent): Promise<Known> {
  const isNamed = tasksOf(content).some(({ letter }) => letter !== undefined);
  return isNamed ? { letters: await keysInUse(records) } : {};
}
