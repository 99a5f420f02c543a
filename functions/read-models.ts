import type { ReadModel } from '../shared/events/project.ts';
import { searchModels } from './clients/search.ts';

/** Everything that the projector keeps from records. A firm-wide total needs a decision; what is one person's is summed on read. */
export const readModels: readonly ReadModel[] = [...searchModels];
