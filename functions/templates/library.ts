import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { TemplateContent } from './template.ts';
import { fromYaml } from './yaml.ts';

/** The templates that come with Firmament, by key: `library/<key>.yaml`. */
export const libraryKeys = [
  'monthly-close',
  'payroll-run',
  'payroll-quarter',
  'sales-tax',
  'individual-1040',
  's-corporation-1120s',
  'onboarding-accounting',
  'matter-intake',
  'retainer-month',
  'project-delivery',
] as const;
export const LibraryKey = z.enum(libraryKeys);
export type LibraryKey = z.output<typeof LibraryKey>;

const read = new Map<LibraryKey, TemplateContent>();

/** From the files beside this one, or beside the bundle of the function, where the deployment puts them. */
export function fromLibrary(key: LibraryKey): TemplateContent {
  const content =
    read.get(key) ?? fromYaml(readFileSync(new URL(`./library/${key}.yaml`, import.meta.url), 'utf8'), key);
  read.set(key, content);
  return content;
}
