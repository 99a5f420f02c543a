import * as z from 'zod';
import { Paging } from '../../shared/http/lists.ts';
import { Id } from '../../shared/ids.ts';

/** All of a client’s documents, those of one folder, or those that lie in none. */
export const InFolder = Paging.extend({ folder: z.union([Id('folder'), z.literal('none')]).optional() });
