import { civilDate, sayDate } from './dates.ts';
import { useMe, useToday } from './me.ts';
import type { Request } from './requests.ts';

type Gone = Pick<Request, 'title' | 'sendAt'> & { status: string };

/** What has become of a request or an organizer that was to be sent: outside the hours for mail it waits for them. */
export function useSayGone(): (gone: Gone) => string {
  const { timeZone } = useMe().firm;
  const today = useToday();
  return ({ status, sendAt, title }) => {
    if (status === 'draft') return `“${title}” is kept as a draft`;
    if (status !== 'scheduled' || sendAt === undefined) return `“${title}” is sent`;
    return `“${title}” goes out ${sayDate(civilDate(sendAt, timeZone), today)}`;
  };
}
