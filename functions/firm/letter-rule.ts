import * as z from 'zod';

/** No work without a letter: nobody minds, whoever looks at the work is told, or it does not begin. */
export const LetterRule = z.enum(['off', 'warn', 'stop']);
export type LetterRule = z.output<typeof LetterRule>;
