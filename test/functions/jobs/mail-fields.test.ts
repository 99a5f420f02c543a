import { describe, expect, test } from 'vitest';
import type { Job } from '../../../functions/jobs/job.ts';
import { fieldsOfJob } from '../../../functions/jobs/steps/mail-fields.ts';

const fieldsWith = (settings: Job['settings']) =>
  fieldsOfJob({ title: 'The return', deadline: { on: '2027-04-15' }, settings } as Job);

describe('the day until which documents help', () => {
  test('is so many days before the deadline as the settings say', () => {
    expect(fieldsWith({ docsCutoffDays: 14 }).docsCutoff).toEqual({ on: '2027-04-01' });
  });

  test.each([[-1], [0.5], [1e12], ['soon'], [undefined]])('is not known where they say %s', (docsCutoffDays) => {
    expect(fieldsWith({ ...(docsCutoffDays !== undefined && { docsCutoffDays }) })).not.toHaveProperty('docsCutoff');
  });
});
