import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../app.ts';
import type { FlagInput } from '../flags.ts';

const root = join(import.meta.dirname, '..', '..');

/** What the template is made of: the stack's code, its packages and the flags. */
function fingerprint(flags: Partial<FlagInput>): string {
  const files = [...globSync('infra/{*,workflows/*}.ts', { cwd: root }), 'package-lock.json'].toSorted();
  const hash = createHash('sha256').update(JSON.stringify(flags));
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The synthesized stack, made anew only when its code or its flags have changed: that takes seconds. */
export async function stackTemplate(
  flags: Partial<FlagInput>,
  directory: string,
): Promise<{ template: Template; stackName: string }> {
  const cached = join(directory, 'template.json');
  const made = fingerprint(flags);
  try {
    const kept = JSON.parse(readFileSync(cached, 'utf8')) as { made: string; template: Template; stackName: string };
    if (kept.made === made) return kept;
  } catch {
    // No template yet, or one that was cut off while it was written.
  }
  const { synthesize } = await import('../app.ts');
  const { template, stackName } = await synthesize({
    flags: { ...flags, local: true },
    outdir: join(directory, 'cdk.out'),
  });
  mkdirSync(directory, { recursive: true });
  writeFileSync(cached, JSON.stringify({ made, template, stackName }));
  return { template, stackName };
}
