import type { Decided } from '../../shared/events/types.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import type { Firm } from '../firm/firm.ts';
import type { Mail } from '../notifications/mail.ts';
import type { Asked, Reminder } from '../requests/ladder.ts';
import type { Fields } from '../templates/pattern-value.ts';

/** Something that a client owes us, as a list has it. */
export type Head = {
  kind: 'request' | 'organizer';
  id: string;
  clientId: string;
  jobId?: string | undefined;
  senderId: string;
  title: string;
  asked: Asked;
};

/** Someone was reminded of it: by a step of its ladder, or by hand. */
export type Told = { contactId: string; step?: number | undefined; mailId: string };

/** A step of its ladder that no mail could be written for. */
export type Missed = { contactId: string; step: number; why: string };

/** The same with all that it takes to write of it, and to change it. */
export type Chased = Head & {
  /** The words of a mail about it alone. */
  wordsOf: (reminder: Reminder | undefined) => string;
  /** What a mail about it alone says. */
  fields: Fields;
  /** What stands of it in a list of everything that is open. */
  items: readonly { title: string }[];
  reminded: (told: Told, firm: Stored<Firm>, now: string) => Decided;
  missed: (missed: Missed, firm: Stored<Firm>, now: string) => Decided;
  ladderEnded: (now: string) => Decided;
  planned: (nextAt: string, now: string) => Decided;
  /** After a mail about it was let out, thrown away or held again; nothing where that changes nothing. */
  followingMail: (mail: Stored<Mail>, now: string) => Decided | undefined;
  calledOff: (why: string, now: string) => Decided;
};

/** One kind of what clients are asked for and reminded of. */
export type ChasedKind = {
  kind: Head['kind'];
  /** Whether a record of this kind has this id. */
  has: (id: string) => boolean;
  /** What goes on with these clients, the newest of each. */
  goingOnFor: (records: Records, clientIds: readonly string[]) => Promise<Head[]>;
  /** What all clients owe us of this kind, oldest first, at most so many. */
  owed: (records: Records, most: number) => Promise<Head[]>;
  some: (records: Records, ids: readonly string[]) => Promise<Head[]>;
  ofJob: (records: Records, jobId: string) => Promise<Head[]>;
  load: (records: Records, id: string) => Promise<Chased>;
  /** Those that are to be sent or looked at; the index may lag. */
  comeUp: (table: Table, now: string, from: Item | undefined) => Promise<{ ids: string[]; last?: Item }>;
  /** Sends what was to go out by now; whether it was that. */
  sendScheduled: (table: Table, id: string, now: string) => Promise<boolean>;
};

/** The client can still do something about it. */
export const isOwed = ({ asked: { status } }: Pick<Head, 'asked'>): boolean =>
  status === 'sent' || status === 'in-progress';

/** It is with the client, or goes there by itself. */
export const isUnderWay = (head: Pick<Head, 'asked'>): boolean => isOwed(head) || head.asked.status === 'scheduled';
