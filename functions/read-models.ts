import type { AnyModel } from '../shared/events/project.ts';
import { alikeModels } from './clients/alike.ts';
import { listModels } from './clients/lists.ts';
import { searchModels } from './clients/search.ts';
import { partyModels } from './conflicts/index-rows.ts';
import { mentionModels } from './conflicts/store.ts';
import { documentWordModels } from './documents/search.ts';
import { feeModels } from './engagements/fee-totals.ts';
import { paidByModels } from './engagements/paid-by.ts';
import { holdingModels } from './hand-overs/holding.ts';
import { dueModels } from './jobs/due-rows.ts';
import { jobModels } from './jobs/job-rows.ts';
import { jobsOfTemplateModels } from './jobs/roll-out/rows.ts';
import { jobsOfSeriesModels } from './recurrence/scope/rows.ts';
import { waitingModels } from './jobs/waiting-rows.ts';
import { mailModels } from './notifications/of-several.ts';
import { relationModels } from './relations/store.ts';

/** Everything that the projector keeps from records. A firm-wide total needs a decision; what is one person's is summed on read. */
export const readModels: readonly AnyModel[] = [
  ...searchModels,
  ...listModels,
  ...alikeModels,
  ...relationModels,
  ...partyModels,
  ...mentionModels,
  ...documentWordModels,
  ...feeModels,
  ...paidByModels,
  ...holdingModels,
  ...dueModels,
  ...jobModels,
  ...jobsOfTemplateModels,
  ...waitingModels,
  ...jobsOfSeriesModels,
  ...mailModels,
];
