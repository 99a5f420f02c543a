import type * as z from 'zod';
import type { UpcomingView } from '../../../../functions/recurrence/preview.ts';
import type { ListedSeries, SeriesLine as Line, SeriesView } from '../../../../functions/recurrence/series-view.ts';

export type Series = z.output<typeof SeriesView>;
export type SeriesLine = z.output<typeof Line> & Partial<Pick<z.output<typeof ListedSeries>, 'client'>>;
export type Upcoming = z.output<typeof UpcomingView>;
export type SeriesState = Series['status'];
