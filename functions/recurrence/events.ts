import { eventTypes } from '../../shared/events/types.ts';

export const seriesEvent = eventTypes({
  'series.begun': 'Work for a client recurs from now on',
  'series.updated': 'Someone changed what holds for all jobs of a series that are yet to come',
  'series.split': 'A series ends before a day, and another goes on from there',
  'series.changes-set': 'Someone set how the jobs of one client differ from their template',
  'series.held': 'The next job of a series waits for a letter to be signed, as the firm begins no work without one',
  'series.job-created': 'A period of a series has come up, and its job was created',
  'series.job-found': 'A period of a series has come up, and had its job already',
  'series.passed-over': 'Periods that were missed are left out, as the series says',
  'series.continued': 'The job before is done: the next one comes up',
  'series.dated': 'The day on which a series is looked at next has moved',
  'series.failed': 'The job of a period could not be created; it is tried again the next day',
  'series.paused': 'A series creates no jobs until someone resumes it: it was asked to, or it failed three times',
  'series.resumed': 'A paused series goes on',
  'series.ended': 'A series creates no more jobs',
  'series.erased':
    'Its client was erased: how a series differed from its template went too, and it creates no more jobs',
});
