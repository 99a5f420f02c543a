import type * as z from 'zod';
import type { Decided } from '../events/types.ts';
import type { NewId } from '../ids.ts';
import type { Right } from '../table/fields.ts';
import type { Records } from '../table/records.ts';
import type { Reader } from '../table/walls.ts';

export const roles = ['admin', 'manager', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

/** Someone of a client, come by a mailed link: they reach the portal's routes and no others. */
export const contacts = ['contact'] as const;
export type CallerRole = Role | 'contact';

/** Whoever may change things; guests only read. */
export const staff = ['admin', 'manager', 'member'] as const satisfies readonly Role[];
export const everyone = roles;
export const leads = ['admin', 'manager'] as const satisfies readonly Role[];
export const admins = ['admin'] as const satisfies readonly Role[];

/** The rights to fields that someone has; what is not named here they lack. */
export type Rights = Readonly<Record<Right, boolean>>;

/**
 * The team member who calls, as their record stood when this request began; or the contact, whose `scope` is the clients
 * that they are linked to. Of clients in `limited` they see only what is addressed to them.
 */
export type Caller = Reader & {
  id: string;
  name: string;
  role: CallerRole;
  rights: Rights;
  limited?: readonly string[];
};

type Schema = z.ZodType;
type Given<P extends Schema, Q extends Schema, B extends Schema> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
};

/** From where a call came, and by what: evidence of a signature. */
export type Visitor = { address: string; userAgent: string };

/** What `decide` is given beside the input: the caller, what was loaded, and everything that is not a pure function of them. */
export type Circumstances<L> = { loaded: L; caller: Caller; now: string; newId: NewId; visitor: Visitor };

/** What a change comes to: the events with their records, and the answer. `location` is where the record can be read. */
export type Outcome<A> = {
  write: readonly Decided[];
  answer: A;
  location?: string;
  /** The version that If-Match will speak of, where it is not the answer's own. */
  etag?: number;
  /** Where the route has answers of more than one status. */
  status?: number;
  /** Set at the caller's browser; part of no answer that is kept. */
  cookies?: readonly string[];
  /** Who did it, where the call itself shows that: of a route that anyone may call. */
  by?: string;
};

/** How often one person or address may call, counted in the table. */
export type Limit = { per: 'person' | 'address'; times: number; seconds: number };

/** What every `load` gets; `Deps` adds what a capability needs beyond the table. */
export type Loading<Deps> = Deps & { records: Records; newId: NewId };

type Declared<P extends Schema, Q extends Schema, B extends Schema, R extends Schema> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}` | `/portal/v1/${string}`;
  /** One line, as the API's reference shows it. */
  summary: string;
  description?: string;
  allow: readonly CallerRole[] | 'anyone';
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
  /** The media type of an answer that is a text of its own; others are JSON. */
  type?: string;
  status?: 200 | 201 | 202 | 204;
  /** Bytes of a body that is larger than others: a file. The function itself is handed 6 MB at most. */
  bodyLimit?: number;
  limit?: Limit;
  /** No answer is kept for a repeated Idempotency-Key: the call runs again, with its own event. */
  sensitive?: true;
};

/** An endpoint that only reads: load → answer. */
export type Reading<Deps, P extends Schema, Q extends Schema, B extends Schema, R extends Schema, L> = Declared<
  P,
  Q,
  B,
  R
> & {
  load: (given: Given<P, Q, B>, from: Loading<Deps>) => Promise<L>;
  answer: (given: Given<P, Q, B> & Circumstances<L>) => z.input<R>;
};

/** An endpoint that changes: load → decide → write → answer. `load` and `decide` run again when the write lost a race. */
export type Changing<Deps, P extends Schema, Q extends Schema, B extends Schema, R extends Schema, L> = Declared<
  P,
  Q,
  B,
  R
> & {
  load: (given: Given<P, Q, B>, from: Loading<Deps>) => Promise<L>;
  /** The record that If-Match speaks of. */
  subject?: (loaded: L) => { version: number };
  decide: (given: Given<P, Q, B> & Circumstances<L>) => Outcome<z.input<R>>;
};

/** A route as the dispatcher and the OpenAPI document see it. */
export type Route<Deps = never> = Declared<Schema, Schema, Schema, Schema> & {
  load: (given: Given<Schema, Schema, Schema>, from: Loading<Deps>) => Promise<unknown>;
  subject?: (loaded: unknown) => { version: number };
  answer?: (given: Given<Schema, Schema, Schema> & Circumstances<unknown>) => unknown;
  decide?: (given: Given<Schema, Schema, Schema> & Circumstances<unknown>) => Outcome<unknown>;
};

/** Pin the types of one endpoint; they return it unchanged. */
export const routesOf = <Deps extends object = object>() => ({
  reads: <P extends Schema, Q extends Schema, B extends Schema, R extends Schema, L>(
    route: Reading<Deps, P, Q, B, R, L>,
  ): Route<Deps> => route as unknown as Route<Deps>,
  changes: <P extends Schema, Q extends Schema, B extends Schema, R extends Schema, L>(
    route: Changing<Deps, P, Q, B, R, L>,
  ): Route<Deps> => route as unknown as Route<Deps>,
});
