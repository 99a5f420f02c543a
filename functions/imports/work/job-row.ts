import type { Stored } from '../../../shared/table/entity.ts';
import type { Client } from '../../clients/client.ts';
import type { LoadedMaking } from '../../jobs/loading.ts';
import type { Series } from '../../recurrence/series.ts';
import type { Mark } from '../mark.ts';
import type { WorkDraft } from './draft.ts';
import type { JobCells } from './job-cells.ts';
import type { Meant } from './services.ts';

export const jobFile = 'open-jobs';

/** Everything that a row meets, with what its cells mean. */
export type JobRow = {
  draft: WorkDraft;
  client: Stored<Client>;
  meant: Meant | undefined;
  making: LoadedMaking;
  series: Stored<Series> | undefined;
  cells: JobCells;
  mark: Stored<Mark> | undefined;
  key: string;
};
