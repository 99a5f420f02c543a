import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo firm is kept that the tests of a run share: whoever needs it first makes it. */
    demoFirm: string;
  }
}

export default function setUp({ provide }: TestProject): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'firmament-demo-'));
  provide('demoFirm', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
