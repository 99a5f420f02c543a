import * as z from 'zod';

const limit = z.coerce.number().int().min(1).max(100).default(50);
const cursor = z.string().max(4096).optional();

/** `?limit=&cursor=`, on every list. */
export const paging = { limit, cursor };
export const Paging = z.strictObject(paging);

/** `{ items, next }`: a page may be short, even empty, while `next` is given. */
export const List = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().optional() });
