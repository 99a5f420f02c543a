import { describe, expect, test } from 'vitest';
import { type AskedForTask, isAllGiven, isAllThere } from '../../../functions/requests/asked-for-task.ts';

const all = (key: string | undefined, ...comes: AskedForTask['come'][]): AskedForTask[] =>
  comes.map((come, n) => ({ id: `req_${n}`, jobId: 'job_1', taskId: 'tsk_1', key, title: 'Papers', come }));

describe('what a task waits for of a client', () => {
  test.each([
    [true, ['there']],
    [true, ['there', 'there']],
    [true, ['there', 'called-off']],
    [false, ['there', 'open']],
    [false, ['there', 'given']],
    [false, ['called-off', 'called-off']],
    [false, ['open']],
  ] as const)('is all there: %s of %o', (is, comes) => expect(isAllThere(all('papers', ...comes))).toBe(is));

  test('is given before it is looked at', () => {
    expect(isAllGiven(all('papers', 'there', 'given'))).toBe(true);
    expect(isAllGiven(all('papers', 'given', 'open'))).toBe(false);
    expect(isAllGiven(all('papers', 'called-off'))).toBe(false);
  });

  test('is also what a step could not send, and no draft that a person wrote', () => {
    expect(isAllThere(all('papers', 'there', 'unsent'))).toBe(false);
    expect(isAllThere(all(undefined, 'there', 'unsent'))).toBe(true);
  });
});
