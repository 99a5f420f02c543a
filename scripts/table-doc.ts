import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchCall, nameOfCall } from '../bench/call.ts';
import { type Costs, costsOf, bothApis } from '../bench/costs.ts';
import { onMeasuredTable } from '../bench/database.ts';
import { foundFirm } from '../bench/firm.ts';
import { type JobLife, jobLife } from '../bench/job-life.ts';
import type { Cost } from '../bench/meter.ts';
import { aScene } from '../bench/scene.ts';

const file = new URL('../docs/table.md', import.meta.url);

/** The two tables of costs in docs/table.md, by the marks around them. */
export const costTables = ['endpoints', 'dearest'] as const;
type CostTable = (typeof costTables)[number];
export const costTableOf = ({ worst }: BenchCall): CostTable => (worst ? 'dearest' : 'endpoints');

/** By the name of the call. */
export type Documented = Record<CostTable, Record<string, Cost>>;

const betweenMarks = (name: string) => new RegExp(`(?<=<!-- ${name} -->\n).*?(?=<!-- /${name} -->)`, 's');
const between = (table: CostTable) => betweenMarks(table);
const row =
  /^\| `(?<route>[A-Z]+ \/[^`]+)` \| (?<when>.*?) ?\| (?<requests>\d+) \| (?<read>[\d.]+) \| (?<written>[\d.]+) \| (?<items>\d+) \|$/;

function readTable(text: string): Record<string, Cost> {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  return Object.fromEntries(
    rows.map((line) => {
      const cells = row.exec(line)?.groups;
      if (!cells) throw new Error(`This row of docs/table.md is not a cost: ${line}`);
      const { route = '', when = '', requests, read, written, items } = cells;
      const cost = { requests: Number(requests), read: Number(read), written: Number(written), items: Number(items) };
      return [nameOfCall({ route, when }), cost];
    }),
  );
}

/** What docs/table.md says that each call costs. */
export function documentedCosts(document = readFileSync(file, 'utf8')): Documented {
  const tables = costTables.map((name) => {
    const text = between(name).exec(document)?.[0];
    if (text === undefined) throw new Error(`docs/table.md has no table between the marks ${name}`);
    return [name, readTable(text)];
  });
  return Object.fromEntries(tables) as Documented;
}

function tableOf(costs: Costs, table: CostTable): string {
  const rows = [...costs].filter(([call]) => costTableOf(call) === table);
  return [
    '| endpoint | when | requests | units read | units written | items |',
    '|---|---|--:|--:|--:|--:|',
    ...rows.map(
      ([{ route, when = '' }, { requests, read, written, items }]) =>
        `| \`${route}\` | ${when} | ${requests} | ${read} | ${written} | ${items} |`,
    ),
    '',
  ].join('\n');
}

const measures = ['tasks', 'calls', 'events', 'steps', 'transitions', 'mails', 'requests', 'read', 'written'] as const;

/** What docs/table.md says of a job from being made to being done. */
export function documentedLife(document = readFileSync(file, 'utf8')): Record<(typeof measures)[number], number> {
  const text = betweenMarks('life').exec(document)?.[0] ?? '';
  const [row = ''] = text.split('\n').slice(2);
  const cells = row.split('|').slice(1, -1).map(Number);
  return Object.fromEntries(measures.map((name, i) => [name, cells[i]])) as Record<(typeof measures)[number], number>;
}

export const lifeAsDocumented = (life: JobLife) => Object.fromEntries(measures.map((name) => [name, life[name]]));

const lifeTable = (life: JobLife): string =>
  [
    '| tasks | calls of the API | events | calls of the machine | transitions | mails | requests | units read | units written |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    `| ${measures.map((name) => life[name]).join(' | ')} |`,
    '',
  ].join('\n');

/** Large enough for every call. */
export const documentedSize = 300;

/** Measures each call, and the life of a job, and writes them into docs/table.md: the difference is what a change of the code costs. */
async function writeCosts(): Promise<void> {
  const costs = await onMeasuredTable(async (measured) => {
    const firm = await foundFirm(measured.table);
    return costsOf(measured, await bothApis(measured, firm), await aScene(firm, documentedSize));
  });
  const life = await onMeasuredTable(jobLife);
  const document = costTables
    .reduce((text, table) => text.replace(between(table), () => tableOf(costs, table)), readFileSync(file, 'utf8'))
    .replace(betweenMarks('life'), () => lifeTable(life));
  writeFileSync(file, document);
}

if (import.meta.main) await writeCosts();
