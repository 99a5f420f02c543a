import { isDeepStrictEqual } from 'node:util';
import type { Template } from '../app.ts';

/** An index of a table as the template states it. */
export type Index = { IndexName: string; KeySchema: { AttributeName: string }[]; Projection: unknown };

/**
 * One update of the stack. `deployed` leaves everything as it runs today but the indexes, so that the code which asks
 * an index arrives after it; `wanted` brings the release.
 */
export type Step = { base: 'deployed' | 'wanted'; indexes: Index[]; does: string };

/**
 * CloudFormation creates or removes one index of a table per update. New ones come first, one by one, then the
 * release, then what nothing asks any more goes. An index that keeps its name and changes has to go and come again:
 * until that is done, its screens fail.
 */
export function indexSteps(deployed: Index[], wanted: Index[]): Step[] {
  const steps: Step[] = [];
  let indexes = deployed;
  const step = (base: Step['base'], next: Index[], does: string) => {
    indexes = next;
    steps.push({ base, indexes, does });
  };
  const without = (name: string) => indexes.filter((index) => index.IndexName !== name);
  for (const index of wanted) {
    const before = named(deployed, index.IndexName);
    if (before && same(before, index)) continue;
    if (before) step('deployed', without(index.IndexName), `removes index ${index.IndexName}, to make it anew`);
    step('deployed', [...indexes, index], `adds index ${index.IndexName}`);
  }
  const obsolete = deployed.filter((index) => !named(wanted, index.IndexName));
  step('wanted', obsolete.length > 0 ? indexes : wanted, 'brings the release');
  for (const index of obsolete) step('wanted', without(index.IndexName), `removes index ${index.IndexName}`);
  return steps;
}

const named = (indexes: Index[], name: string): Index | undefined => indexes.find((index) => index.IndexName === name);

const same = (a: Index, b: Index): boolean =>
  isDeepStrictEqual([a.KeySchema, a.Projection], [b.KeySchema, b.Projection]);

type Attribute = { AttributeName: string };
type TableProperties = {
  AttributeDefinitions: Attribute[];
  KeySchema: Attribute[];
  GlobalSecondaryIndexes?: Index[];
  Replicas?: { GlobalSecondaryIndexes?: { IndexName: string }[] }[];
};

/** The indexes of the stack's one table. */
export const indexesOf = (template: Template): Index[] => table(template).properties.GlobalSecondaryIndexes ?? [];

/** The template with other indexes; `definitions` knows the attributes of those that `template` has not. */
export function withIndexes(template: Template, indexes: Index[], definitions: Template): Template {
  const { id, properties } = table(template);
  const keys = new Set([properties, ...indexes].flatMap((keyed) => keyed.KeySchema.map((key) => key.AttributeName)));
  const known = [properties, table(definitions).properties].flatMap((each) => each.AttributeDefinitions);
  const changed: TableProperties = {
    ...properties,
    AttributeDefinitions: [...keys].map((key) => known.find(({ AttributeName }) => AttributeName === key)!),
    GlobalSecondaryIndexes: indexes,
    Replicas: properties.Replicas?.map((replica) => ({
      ...replica,
      GlobalSecondaryIndexes: indexes.map(
        ({ IndexName }) =>
          replica.GlobalSecondaryIndexes?.find((index) => index.IndexName === IndexName) ?? { IndexName },
      ),
    })),
  };
  const resources = { ...template.Resources, [id]: { ...template.Resources[id]!, Properties: changed } };
  return { ...template, Resources: resources };
}

function table({ Resources }: Template): { id: string; properties: TableProperties } {
  const tables = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable');
  const [only] = tables;
  if (!only || tables.length > 1)
    throw new Error(`The stack has ${tables.length} tables: deploying knows stacks of one`);
  return { id: only[0], properties: only[1].Properties as TableProperties };
}
