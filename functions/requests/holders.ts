import type { Holding, Receiver } from '../../shared/table/entity.ts';

/** What goes out to clients in someone’s name. */
type Sent = { senderId?: string | undefined };

const part = 'sender';

/** In whose name something goes on; replies come to them, and who is to call is them. */
export const sends = ({ senderId }: Sent, goesOn: boolean): Holding[] =>
  goesOn && senderId !== undefined ? [{ memberId: senderId, part }] : [];

export const sentBy = <T extends Sent>(value: T, from: string, to: Receiver): T =>
  value.senderId === from ? { ...value, senderId: to(part) ?? from } : value;
