import type { Changes } from '../../shared/events/chain.ts';

type Lines = Readonly<Record<string, { title: string }>>;

/** Fields of a schedule are named by task ids; people know tasks by their titles. Of two with one title, the later is numbered. */
export function titled(changes: Changes, lines: Lines): Changes {
  const { SCHEDULE: told, ...others } = changes;
  if (!told) return changes;
  const named: Changes[string] = {};
  for (const [field, change] of Object.entries(told)) {
    const name = field.replace(/tsk_\w{26}$/, (id) => (lines[id] ? `“${lines[id].title}”` : id));
    const same = Object.keys(named).filter((one) => one === name || one.startsWith(`${name} (`)).length;
    named[same === 0 ? name : `${name} (${same + 1})`] = change;
  }
  return { ...others, SCHEDULE: named };
}
