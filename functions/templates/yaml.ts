import type * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { issuesOf } from '../../shared/http/problem.ts';
import { seldom } from '../../shared/seldom.ts';
import { TemplateContent } from './template.ts';

const yaml = () => seldom('yaml') as typeof import('yaml');

/** Anchors and tags are no part of the notation: an alias of aliases would grow without end. */
const reading = { schema: 'core', maxAliasCount: 0, prettyErrors: true, uniqueKeys: true } as const;

function valueOf(text: string, path: string): unknown {
  const document = yaml().parseDocument(text, reading);
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw invalid({ path, message: error.message.split('\n')[0]! });
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (unreadable) {
    throw invalid({ path, message: unreadable instanceof Error ? unreadable.message : 'This is no YAML' });
  }
}

/** What a YAML says, by a schema; what is wrong is named by the way to it, from `path` on. */
export function readYaml<S extends z.ZodType>(schema: S, text: string, path: string): z.output<S> {
  const parsed = schema.safeParse(valueOf(text, path));
  if (!parsed.success) throw invalid(...issuesOf(parsed.error, path));
  return parsed.data;
}

export const fromYaml = (text: string, path = 'body.yaml'): TemplateContent => readYaml(TemplateContent, text, path);

/** The template as YAML, in the style of the library: one line for each task and item, names in the schema's order. */
export function toYaml(content: TemplateContent): string {
  const { Document, isMap, isPair, isScalar, visit } = yaml();
  // The table keeps no order of names in a map.
  const document = new Document(TemplateContent.parse(content), { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node, path) {
      const within = path.findLast((one) => isPair(one));
      const name = within && isScalar(within.key) ? within.key.value : undefined;
      if (isMap(node) ? !blocks.has(String(name)) : !lists.has(String(name))) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** What has a line of its own for each thing in it. */
const lists = new Set(['sections', 'tasks', 'requests', 'items']);
const blocks = new Set(['undefined', 'sections', 'requests']);
