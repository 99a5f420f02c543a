import * as z from 'zod/mini';
import { letterStates } from '../../lib/letters.ts';

/** In which state the letters are that are listed: what is to be signed, unless it says so. */
export const LettersSearch = z.object({ state: z.catch(z.optional(z.enum(letterStates)), undefined) });
