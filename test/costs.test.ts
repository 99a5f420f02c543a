import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameOfCall } from '../bench/call.ts';
import { benchCalls, uncovered } from '../bench/calls.ts';
import { type Costs, costsOf, bothApis } from '../bench/costs.ts';
import { type MeasuredTable, onMeasuredTable, startMeasuredTable } from '../bench/database.ts';
import { foundFirm } from '../bench/firm.ts';
import { intakeCost } from '../bench/intake.ts';
import { jobLife } from '../bench/job-life.ts';
import type { Cost } from '../bench/meter.ts';
import { aScene } from '../bench/scene.ts';
import {
  costTableOf,
  type Documented,
  documentedCosts,
  documentedLife,
  documentedSize,
  lifeAsDocumented,
} from '../scripts/table-doc.ts';
import { whySkipped } from './infra/local/database-fixture.ts';

const small = 10;

/** What grows with the team is as large as the calls before have made it: its reads are left out. */
function asDocumented(costs: Costs): Documented {
  const tables: Documented = { endpoints: {}, dearest: {} };
  for (const [call, { read, ...cost }] of costs)
    tables[costTableOf(call)][nameOfCall(call)] = { ...cost, read: call.growsWith ? 0 : read };
  return tables;
}

function documented(): Documented {
  const tables = documentedCosts();
  for (const call of benchCalls.filter(({ growsWith }) => growsWith))
    tables[costTableOf(call)][nameOfCall(call)]!.read = 0;
  return tables;
}

describe.skipIf(whySkipped)('what an endpoint costs', () => {
  let measured: MeasuredTable | undefined;
  let inSmall: Costs;
  let inLarge: Costs;
  const intakes: Cost[] = [];
  beforeAll(async () => {
    measured = await startMeasuredTable();
    const firm = await foundFirm(measured.table);
    const handler = await bothApis(measured, firm);
    const few = await aScene(firm, small);
    inSmall = await costsOf(measured, handler, few);
    intakes.push(await intakeCost(measured, few));
    const scene = await aScene(firm, documentedSize);
    inLarge = await costsOf(measured, handler, scene);
    intakes.push(await intakeCost(measured, scene));
  }, 600_000);
  afterAll(() => measured?.stop());

  test('is what docs/table.md says (scripts/table-doc.ts writes it there)', () => {
    expect(asDocumented(inLarge)).toEqual(documented());
  });

  test('of a job from being made to being done is what docs/table.md says', async () => {
    expect(lifeAsDocumented(await onMeasuredTable(jobLife))).toEqual(documentedLife());
  });

  test(`is the same with ${small} clients as with ${documentedSize}`, () => {
    const both = new Map([...inLarge].filter(([call]) => inSmall.has(call)));
    expect(both.size).toBe(inSmall.size);
    expect(asDocumented(inSmall)).toEqual(asDocumented(both));
  });

  test('of a document on its way into the vault is the same, too', () => {
    const [few, many] = intakes;
    expect(few!.requests).toBeGreaterThan(0);
    expect(many).toEqual(few);
  });
});

test('every route is measured, and every change in its dearest form too', () => {
  expect(uncovered()).toEqual([]);
});

test('every query that docs/table.md points to is where it says', () => {
  const at = new URL('../docs/table.md', import.meta.url);
  const links = [...readFileSync(at, 'utf8').matchAll(/\[`(\w+)`\]\(([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(20);
  for (const [, name = '', path = ''] of links) {
    const code = readFileSync(new URL(path, at), 'utf8');
    expect(code, `${name} in ${path}`).toMatch(new RegExp(`(function|const) ${name}\\b`));
  }
});
