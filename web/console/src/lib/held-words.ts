export const heldOf = (mails: readonly { status: string }[]): number =>
  mails.filter(({ status }) => status === 'held').length;

/** `3 held mails of Juniper Street Dental`; where not all were read, it is all of them. */
export function sayHeld(count: number, isMore: boolean, client?: string): string {
  const mails = isMore ? 'all held mails' : count === 1 ? 'the held mail' : `${count} held mails`;
  return client === undefined ? mails : `${mails} of ${client}`;
}
