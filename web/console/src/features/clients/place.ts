import * as z from 'zod/mini';

export const lifecycles = ['prospect', 'onboarding', 'active', 'inactive', 'archived'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** What the address of the client list says: a filtered list is a link. */
export const ClientListSearch = z.object({
  q: z.catch(z.optional(z.string()), undefined),
  state: z.catch(z.optional(z.enum([...lifecycles, 'all'])), undefined),
  /** Whoever has any part in the work. */
  member: z.catch(z.optional(z.string()), undefined),
  responsible: z.catch(z.optional(z.string()), undefined),
  tag: z.catch(z.optional(z.string()), undefined),
  sort: z.catch(z.optional(z.string()), undefined),
  peek: z.catch(z.optional(z.string()), undefined),
  /** The dialog for a new client, with a name to begin with. */
  new: z.catch(z.optional(z.boolean()), undefined),
  name: z.catch(z.optional(z.string()), undefined),
});
export type ClientListSearch = z.output<typeof ClientListSearch>;

export const isSearching = ({ q = '' }: Pick<ClientListSearch, 'q'>): boolean => q.trim().length >= 2;

/** Where nothing is said of it: the list is of active clients, but a name is looked for in all the books. */
export const usualState = (search: Pick<ClientListSearch, 'q'>): 'active' | 'all' =>
  isSearching(search) ? 'all' : 'active';

export const tabs = [
  'overview',
  'jobs',
  'series',
  'requests',
  'organizers',
  'messages',
  'documents',
  'letters',
  'people',
  'engagements',
  'relations',
  'mails',
  'timeline',
  'audit',
  'access',
] as const;

export const ClientSearch = z.object({
  tab: z.catch(z.optional(z.enum(tabs)), undefined),
  /** Which of the documents: of a folder by its id, `none` for those in no folder, or `trash`. */
  folder: z.catch(z.optional(z.string()), undefined),
  /** One of the documents, open beside the others. */
  document: z.catch(z.optional(z.string()), undefined),
});
