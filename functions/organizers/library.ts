import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { readYaml } from '../templates/yaml.ts';
import { QuestionnaireContent } from './question.ts';

/** The questionnaires that come with Firmament, by key: `questionnaires/<key>.yaml`. */
export const shippedKeys = ['us-individual-organizer', 'new-client-intake'] as const;
export const ShippedKey = z.enum(shippedKeys);
export type ShippedKey = z.output<typeof ShippedKey>;

const read = new Map<ShippedKey, QuestionnaireContent>();

/** From the files beside this one, or beside the bundle of the function, where the deployment puts them. */
export function shipped(key: ShippedKey): QuestionnaireContent {
  const file = new URL(`./questionnaires/${key}.yaml`, import.meta.url);
  const content = read.get(key) ?? readYaml(QuestionnaireContent, readFileSync(file, 'utf8'), key);
  read.set(key, content);
  return content;
}
