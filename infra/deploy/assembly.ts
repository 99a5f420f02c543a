import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Template } from '../app.ts';

type Assets = { files: Record<string, { source: { path: string } }> };

/** The stack's template as it was synthesized. */
export const readTemplate = async (assembly: string, stack: string): Promise<Template> =>
  JSON.parse(await readFile(join(assembly, templateFile(stack)), 'utf8')) as Template;

/**
 * A copy of a synthesized app in which the stack has another template. The template is uploaded under the hash of its
 * content, which is all that tells the toolkit it has changed: so the hash changes with it, wherever it stands.
 */
export async function copyAssembly(from: string, to: string, stack: string, template: Template): Promise<void> {
  await cp(from, to, { recursive: true });
  const text = JSON.stringify(template, undefined, 1);
  const hash = createHash('sha256').update(text).digest('hex');
  const assetsFile = join(to, `${stack}.assets.json`);
  const assets = JSON.parse(await readFile(assetsFile, 'utf8')) as Assets;
  const old = Object.entries(assets.files).find(([, { source }]) => source.path === templateFile(stack))?.[0];
  if (!old) throw new Error(`${assetsFile} does not name the template of ${stack}`);
  await writeFile(join(to, templateFile(stack)), text);
  for (const file of [assetsFile, join(to, 'manifest.json')])
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll(old, hash));
}

const templateFile = (stack: string): string => `${stack}.template.json`;
