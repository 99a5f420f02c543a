import { readFileSync, writeFileSync } from 'node:fs';
import { type BenchCall, nameOfCall } from '../bench/call.ts';
import { type Costs, costsOf, staffApi } from '../bench/costs.ts';
import { startMeasuredTable } from '../bench/database.ts';
import { foundFirm } from '../bench/firm.ts';
import type { Cost } from '../bench/meter.ts';
import { aScene } from '../bench/scene.ts';

const file = new URL('../docs/table.md', import.meta.url);

/** The two tables of costs in docs/table.md, by the marks around them. */
export const costTables = ['endpoints', 'dearest'] as const;
type CostTable = (typeof costTables)[number];
export const costTableOf = ({ worst }: BenchCall): CostTable => (worst ? 'dearest' : 'endpoints');

/** By the name of the call. */
export type Documented = Record<CostTable, Record<string, Cost>>;

const between = (table: CostTable) => new RegExp(`(?<=<!-- ${table} -->\n).*?(?=<!-- /${table} -->)`, 's');
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

/** Large enough for every call. */
export const documentedSize = 300;

/** Measures each call and writes its cost into docs/table.md: the difference is what a change of the code costs. */
async function writeCosts(): Promise<void> {
  const measured = await startMeasuredTable();
  try {
    const firm = await foundFirm(measured.table);
    const scene = await aScene(firm, documentedSize);
    const costs = await costsOf(measured, await staffApi(measured, firm), scene);
    const document = costTables.reduce(
      (text, table) => text.replace(between(table), () => tableOf(costs, table)),
      readFileSync(file, 'utf8'),
    );
    writeFileSync(file, document);
  } finally {
    await measured.stop();
  }
}

if (import.meta.main) await writeCosts();
