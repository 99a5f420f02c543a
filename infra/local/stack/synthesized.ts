import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../app.ts';
import { type Bundled, repository } from '../../bundle.ts';
import type { FlagInput } from '../../flags.ts';
import { cache } from './cache.ts';
import type { Place } from './template.ts';

/** The synthesized stack: what the template says, where it believes to be, and the files beside the functions' code. */
export type LocalStack = { template: Template; place: Place; assets: Readonly<Record<string, string>> };
type Kept = LocalStack & { made: string };

/** What the template is made of: the stack's code, its packages and the flags. */
function fingerprint(flags: Partial<FlagInput>): string {
  const files = [
    ...globSync('infra/{*,workflows/*,local/stack/synthesized}.ts', { cwd: repository }),
    'shared/table/table.ts',
    'package-lock.json',
  ].toSorted();
  const hash = createHash('sha256').update(JSON.stringify(flags));
  for (const file of files) hash.update(file).update(readFileSync(join(repository, file)));
  return hash.digest('hex');
}

/**
 * The toolkit is loaded only now: that takes longer than the start without it. AWS's own rules are checked by the tests
 * and by `npm run synth`; here they would take as long as all the rest.
 */
async function synthesized(flags: Partial<FlagInput>, made: string): Promise<Kept> {
  process.env.CDK_VALIDATION ??= 'false';
  const [{ localPlace, synthesize }, { bundled }] = await Promise.all([
    import('../../app.ts'),
    import('../../functions.ts'),
  ]);
  const outdir = mkdtempSync(join(cache, 'synth-'));
  try {
    const { template, stackName } = await synthesize({ flags: { ...flags, local: true }, outdir });
    const assets = Object.assign({}, ...bundled.map((one: Bundled) => one.assets ?? {})) as LocalStack['assets'];
    return { made, template, place: { ...localPlace, stackName }, assets };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The synthesized stack, made anew only when its code or its flags have changed: that takes seconds. */
export async function stackTemplate(flags: Partial<FlagInput>): Promise<LocalStack> {
  const file = join(cache, 'template.json');
  const made = fingerprint(flags);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (kept.made === made) return kept;
  } catch {
    // None was made yet.
  }
  mkdirSync(cache, { recursive: true });
  const kept = await synthesized(flags, made);
  // In one step: another start may read it at this moment.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(kept));
  renameSync(`${file}.${process.pid}`, file);
  return kept;
}
