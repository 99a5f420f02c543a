import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * A package that few calls need and that is large: it lies beside the bundle (`packages` in infra/functions.ts), and is
 * read when it is first asked for, so that no cold start pays for it.
 */
export const seldom = (name: string): unknown => load(name);
