import type * as z from 'zod';
import { instant } from '../../../shared/clock.ts';
import { type Caller, leads, type Loading, routesOf } from '../../../shared/http/route.ts';
import { bodyLimit, bytesOf, newImportOf } from '../import.ts';
import { told } from '../preview.ts';
import { Answer, checkNamed, checkRows, checkSeesAll, type Filing, keepFile, limit, started } from '../starting.ts';
import { checkMapping } from '../table-of.ts';
import { CalendarTarget } from './calendar-columns.ts';
import { JobTarget } from './job-columns.ts';
import { closeCalendar, openJobs, type WorkKind } from './kinds.ts';
import { lookAtWork } from './look.ts';
import { readWork } from './read.ts';

const on = routesOf<Filing>();

export const NewCalendarImport = newImportOf(CalendarTarget, 'NewCloseCalendarImport');
export const NewJobImport = newImportOf(JobTarget, 'NewJobImport');
type Body = z.output<typeof NewCalendarImport>;

/** A dry run decides each row as it would be decided later. */
async function loadFile(kind: WorkKind, body: Body, from: Loading<Filing>) {
  const bytes = bytesOf(body);
  const read = readWork(kind, bytes, body);
  checkMapping(body.mapping, read);
  checkRows(read.settled);
  const { sheet, settled } = read;
  if (!body.dryRun) {
    checkNamed(sheet);
    return { dryRun: false as const, sent: await keepFile(bytes, { sheet, rows: settled.length }, from) };
  }
  const { records, newId } = from;
  const caller = (await records.reader()) as Caller;
  const rows = await lookAtWork(kind, read, { records, newId, caller, now: instant() });
  return { dryRun: true as const, preview: told(sheet, rows) };
}

type Said = { path: `/v1/imports/${string}`; summary: string; description: string };

const importing = (kind: WorkKind, body: typeof NewCalendarImport, said: Said) =>
  on.changes({
    method: 'POST',
    ...said,
    allow: leads,
    limit,
    bodyLimit,
    body,
    status: 202,
    response: Answer,
    load: (given, from) => loadFile(kind, given.body, from),
    decide({ loaded, body: { file, mapping = {}, headings }, ...how }) {
      checkSeesAll(how);
      if (loaded.dryRun) return { write: [], answer: loaded.preview, status: 200 };
      return started({ of: kind.of, batch: kind.batch, fileName: file.name, mapping, headings }, loaded.sent, how);
    },
  });

const also =
  'The row of the headings is found out where `headings` does not say it; it is false where there are none, and columns are A, B, C. A dry run answers 200 with what would happen to each row and why; otherwise the answer is 202 and the rows are imported one by one, each with its own result. The same file again changes nothing.';

export const workImportRoutes = [
  importing(closeCalendar, NewCalendarImport, {
    path: '/v1/imports/close-calendar',
    summary: 'Import a close calendar: what is done for which client, by whom, how often and by which day',
    description: `Each row is a service of the client’s engagement and its series; the day stands with the series as a change for this client. ${also}`,
  }),
  importing(openJobs, NewJobImport, {
    path: '/v1/imports/jobs',
    summary: 'Import open jobs with the stage that they are in',
    description: `From a template or of their own, as far as they were in another system. Nobody is told of them, and no step runs by itself because of it: one that would waits until someone lets it go. ${also}`,
  }),
];
