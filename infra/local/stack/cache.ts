import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What is made of the repository's own files, and can be made again. */
export const cache = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'firmament');

/** Where the bundles of the cloud in that directory go: inside the project, or they would not find its packages. */
export const bundleDirectory = (directory: string): string =>
  join(cache, createHash('sha256').update(directory).digest('hex').slice(0, 12));
