import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { packed, unpacked } from '../../shared/table/packed.ts';
import type { Item } from '../../shared/table/table.ts';
import { Task } from './task.ts';

export const mostTasks = 1000;

/** One transaction takes a hundred items: so many tasks may come each as a record of its own. */
export const mostApart = 90;

/** Characters of JSON, at worst of three bytes each: what comes of them fits into a record even where nothing repeats. */
const mostInPack = 80_000;
const mostInAll = 800_000;

/** Many tasks that came at once, in one record. Each gets its own when it is first changed, and is no longer read here. */
export const TaskPack = z.object({
  jobId: Id('job'),
  clientId: Id('client').optional(),
  number: z.int().min(1),
  tasks: z.array(Task),
});
export type TaskPack = z.output<typeof TaskPack>;

/** Whose they are stands once, beside them: a merge of clients looks for it there. */
export const storedPack = {
  pack: ({ tasks, ...pack }: TaskPack) => ({ ...pack, tasks: packed(tasks.map(({ clientId: _, ...task }) => task)) }),
  unpack(item: Item): Item {
    const { clientId } = item;
    const tasks = unpacked(item.tasks as string) as object[];
    return { ...item, tasks: clientId === undefined ? tasks : tasks.map((task) => ({ ...task, clientId })) };
  },
};

/** Tasks put together into as many records as they need. */
export function packsOf(tasks: readonly Task[], after = 0): TaskPack[] {
  const packs: TaskPack[] = [];
  let size = Infinity;
  let all = 0;
  for (const task of tasks) {
    const { length } = JSON.stringify(task);
    size += length;
    all += length;
    if (size > mostInPack) {
      const { jobId, clientId } = task;
      const number = after + packs.length + 1;
      packs.push({ jobId, ...(clientId !== undefined && { clientId }), number, tasks: [] });
      size = length;
    }
    packs.at(-1)!.tasks.push(task);
  }
  if (all > mostInAll)
    throw broken('What these tasks say, with their instructions and checklists, is longer than one job can hold', {
      field: 'templateId',
    });
  return packs;
}
