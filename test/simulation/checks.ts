import { checkChain, isBookkeeping } from '../../functions/audit/chain-check.ts';
import { rebuild } from '../../functions/rebuild.ts';
import { isEvent } from '../../shared/events/chain.ts';
import { memoryTable } from '../../shared/table/memory.ts';
import type { Item, Write } from '../../shared/table/table.ts';
import type { World } from './world.ts';

const rows = new Set(['due', 'part', 'timeline', 'search', 'listed', 'alike', 'holding', 'season', 'grid', 'fee']);

/** The read models, without totals at nothing: a rebuild does not make those. */
const readModelsOf = (items: readonly Item[]): string[] =>
  items
    .filter((item) => rows.has(item.entity as string) || (item.pk.startsWith('TOTAL#') && item.amount !== 0))
    .map((item) => JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();

async function rebuilt(items: readonly Item[]): Promise<Item[]> {
  const copy = memoryTable();
  for (let i = 0; i < items.length; i += 100)
    await copy.write(items.slice(i, i + 100).map((put): Write => ({ put, if: 'always' })));
  await rebuild(copy, copy.sweep);
  return copy.all();
}

/** What a step left behind, by its key: each leaves exactly one, or none where a person did it. */
function effectsOf(items: readonly Item[], jobId: string): string[] {
  const events = items.filter(isEvent).filter(({ pk }) => pk === `JOB#${jobId}`);
  const steps = items.filter(({ pk, entity, auto }) => pk === `JOB#${jobId}` && entity === 'task' && auto);
  const doneBy = (sk: string) =>
    events.filter(({ type, on, changes }) => type === 'job.step-done' && on.includes(sk) && changes?.[sk]?.status)
      .length;
  const wrong = steps.flatMap(({ sk, key, doneBy: by, status }) => {
    const times = doneBy(sk);
    const isRight = times <= 1 && (by !== 'system' || times === 1);
    if (status !== 'done') return [`${String(key)} is ${String(status)}`];
    return isRight ? [] : [`${String(key)} was done ${times} times`];
  });
  const ran = (key: string) => (steps.some((task) => task.key === key && task.doneBy === 'system') ? 1 : 0);
  const mails = items.filter(({ entity }) => entity === 'mail').length;
  const made = items.filter(
    ({ pk, entity, title, auto }) => pk === `JOB#${jobId}` && entity === 'task' && title === 'Look again' && !auto,
  ).length;
  if (mails !== ran('copy')) wrong.push(`${mails} mails`);
  if (made !== ran('made')) wrong.push(`${made} tasks were made`);
  return wrong;
}

/** What is not as it should be when everything has come to its end. */
export async function whatIsWrong({ memory }: World, jobId: string): Promise<string[]> {
  const items = memory.all();
  const job = items.find(({ pk, sk }) => pk === `JOB#${jobId}` && sk === 'JOB');
  const byPartition = Map.groupBy(items, ({ pk }) => pk);
  const chains = [...byPartition].flatMap(([pk, all]) => {
    const { finding } = isBookkeeping({ pk }) ? {} : checkChain(pk, all);
    return finding ? [finding.says] : [];
  });
  const [are, shouldBe] = [readModelsOf(items), readModelsOf(await rebuilt(items))];
  const odd = [...are.filter((row) => !shouldBe.includes(row)), ...shouldBe.filter((row) => !are.includes(row))];
  return [
    ...(job?.status === 'done' ? [] : [`The job is ${String(job?.status)}`]),
    ...effectsOf(items, jobId),
    ...chains,
    ...odd.map((row) => `Not as a rebuild makes it: ${row.slice(0, 200)}`),
  ];
}
