import * as z from 'zod';

/** How a field is told of in events: as it is, never (only that it changed), or as length and hash with the text kept beside. */
export type FieldKind = 'plain' | 'sealed' | 'text';

/** What it takes to see a field beside its record: a word of the business, of which there are none here. */
export type Right = string;

type Meta = { fieldKind?: FieldKind; right?: Right };

/** Marks the schema of a field whose value must not stand in events. */
export const ofKind = <T extends z.ZodType>(kind: FieldKind, schema: T): T => schema.meta({ fieldKind: kind }) as T;

/**
 * Marks a field of a record that only who has this right may see or set, here as in the history. The field is optional:
 * views leave it out for everyone else.
 */
export const ofRight = <T extends z.ZodType>(right: Right, schema: T): T => schema.meta({ right }) as T;

/** A note or message body: events say its length and hash, its old text is kept as a revision. */
export const Text = (max: number) => ofKind('text', z.string().trim().min(1).max(max));

/** What a schema is made of: optional and nullable, lists, unions, pipes, objects. */
type Inside = {
  innerType?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  options?: readonly z.ZodType[];
  items?: readonly z.ZodType[];
  shape?: Readonly<Record<string, z.ZodType>>;
};

function inside(schema: z.ZodType): z.ZodType[] {
  const { innerType, element, valueType, in: input, options, items, shape } = schema.def as unknown as Inside;
  const all = [
    innerType,
    element,
    valueType,
    input,
    ...(options ?? []),
    ...(items ?? []),
    ...Object.values(shape ?? {}),
  ];
  return all.filter((one) => one !== undefined);
}

/** The strictest kind of anything in the field: a list of notes is as little told of as a note. */
function kindOf(schema: z.ZodType): FieldKind {
  const { fieldKind } = (schema.meta() ?? {}) as Meta;
  if (fieldKind) return fieldKind;
  const kinds = inside(schema).map(kindOf);
  return (['sealed', 'text'] as const).find((kind) => kinds.includes(kind)) ?? 'plain';
}

/** The kinds of a record's fields that are not plain. */
export const fieldKinds = (schema: z.ZodObject): ReadonlyMap<string, FieldKind> =>
  new Map(
    Object.entries(schema.shape)
      .map(([name, field]) => [name, kindOf(field as z.ZodType)] as const)
      .filter(([, kind]) => kind !== 'plain'),
  );

/** The rights that something in the field takes. */
function rightsIn(schema: z.ZodType): Right[] {
  const { right } = (schema.meta() ?? {}) as Meta;
  return [...(right === undefined ? [] : [right]), ...inside(schema).flatMap(rightsIn)];
}

/** By field, the right it takes. A field with something in it that takes one takes it as a whole. */
export function fieldRights(schema: z.ZodObject): ReadonlyMap<string, Right> {
  const found = new Map<string, Right>();
  for (const [name, field] of Object.entries(schema.shape)) {
    const [right, ...others] = new Set(rightsIn(field as z.ZodType));
    if (right === undefined) continue;
    if (others.length > 0) throw new Error(`${name} takes the rights ${[right, ...others].join(' and ')}: make it two`);
    if (!(field as z.ZodType).safeParse(undefined).success)
      throw new Error(`${name} takes the right ${right} and is left out for who lacks it: make it optional`);
    found.set(name, right);
  }
  return found;
}
