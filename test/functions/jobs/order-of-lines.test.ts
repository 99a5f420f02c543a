import fc from 'fast-check';
import { expect, test } from 'vitest';
import { taskHolders } from '../../../functions/jobs/holders.ts';
import { inOrder, openLines, type Schedule, slipsOf } from '../../../functions/jobs/schedule.ts';
import { aTaskOf, made } from './any-job.ts';

const whole = made(Array.from({ length: 6 }, (_, n) => aTaskOf(n, { dueRule: 'job.start +2 bizday' })));
const lines = Object.fromEntries(
  Object.entries(whole.schedule.lines).map(([id, line], n) => [id, { ...line, who: `mem_${n % 2}` }]),
);
const later = {
  lines: Object.fromEntries(Object.entries(lines).map(([id, line]) => [id, { ...line, due: '2027-01-04' }])),
};

test('what follows from a schedule is the same in whatever order the table gives its lines', () => {
  const schedule: Schedule = { ...whole.schedule, lines };
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.entries(lines), { minLength: 6 }), (shuffled) => {
      const read = { ...schedule, lines: Object.fromEntries(shuffled) };
      expect(taskHolders(read)).toEqual(taskHolders(schedule));
      expect(inOrder(read)).toEqual(inOrder(schedule));
      expect(openLines(read)).toEqual(openLines(schedule));
      expect(slipsOf(read, later)).toEqual(slipsOf(schedule, later));
    }),
  );
});
