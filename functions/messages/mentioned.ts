import type { Check } from '../../shared/events/types.ts';
import type { Records } from '../../shared/table/records.ts';
import { type At, checkEach } from '../clients/people-of.ts';

export const mentionedAt = (mentions: readonly string[] = []): At[] =>
  mentions.map((memberId, i) => ({ path: `body.mentions.${i}`, memberId }));

/** Who is named has to be able to see the client. */
export const checkMentions = (
  records: Records,
  mentions: readonly string[] | undefined,
  clientId: string,
): Promise<readonly Check[]> => checkEach(records, mentionedAt(mentions), clientId);
