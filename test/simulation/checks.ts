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

/** What the steps of a job left behind, by their keys: each leaves exactly one, or none where a person did it. */
function stepsOf(items: readonly Item[]) {
  const events = items.filter(isEvent);
  const steps = items.filter(({ entity, auto }) => entity === 'task' && auto);
  const doneBy = (sk: string) =>
    events.filter(({ type, on, changes }) => type === 'job.step-done' && on.includes(sk) && changes?.[sk]?.status)
      .length;
  const wrong = steps.flatMap(({ sk, key, doneBy: by, status }) => {
    const times = doneBy(sk);
    const isRight = times <= 1 && (by !== 'system' || times === 1);
    if (status !== 'done') return [`${String(key)} is ${String(status)}`];
    return isRight ? [] : [`${String(key)} was done ${times} times`];
  });
  const made = items.filter(({ entity, title, auto }) => entity === 'task' && title === 'Look again' && !auto).length;
  const ran = (key: string) => (steps.some((task) => task.key === key && task.doneBy === 'system') ? 1 : 0);
  if (made !== ran('made')) wrong.push(`${made} tasks were made`);
  return { wrong, mails: ran('copy') };
}

/** What is not as it should be when everything has come to its end. */
export async function whatIsWrong({ memory }: World, jobIds: readonly string[]): Promise<string[]> {
  const items = memory.all();
  const byPartition = Map.groupBy(items, ({ pk }) => pk);
  const chains = [...byPartition].flatMap(([pk, all]) => {
    const { finding } = isBookkeeping({ pk }) ? {} : checkChain(pk, all);
    return finding ? [finding.says] : [];
  });
  const [are, shouldBe] = [readModelsOf(items), readModelsOf(await rebuilt(items))];
  const [had, wanted] = [new Set(are), new Set(shouldBe)];
  const odd = [...are.filter((row) => !wanted.has(row)), ...shouldBe.filter((row) => !had.has(row))];
  const effects = jobIds.map((id) => stepsOf(byPartition.get(`JOB#${id}`) ?? []));
  const mails = effects.reduce((sum, one) => sum + one.mails, 0);
  const sent = items.filter(({ entity }) => entity === 'mail').length;
  const states = jobIds.map((id) => byPartition.get(`JOB#${id}`)?.find(({ sk }) => sk === 'JOB')?.status);
  return [
    ...states.filter((state) => state !== 'done').map((state) => `A job is ${String(state)}`),
    ...effects.flatMap(({ wrong }) => wrong),
    ...(sent === mails ? [] : [`${sent} mails for ${mails} steps that send one`]),
    ...chains,
    ...odd.map((row) => `Not as a rebuild makes it: ${row.slice(0, 200)}`),
  ];
}
