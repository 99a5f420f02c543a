import { useDocumentTitle } from '@mantine/hooks';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type { FirmView } from '../../../../functions/firm/firm.ts';
import type { MemberView } from '../../../../functions/firm/member.ts';
import { civilDate } from './dates.ts';
import { type Page, read } from './http.ts';

export type Member = z.output<typeof MemberView>;
export type Firm = z.output<typeof FirmView>;
export type Me = { member: Member; firm: Firm };

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => read<Me>('/v1/me'), staleTime: 300_000 });

/** Who is signed in: loaded before any page is shown. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** What the browser calls this tab: the page first, for who has many open. */
export const usePageTitle = (title: string): void => useDocumentTitle(`${title} · ${useMe().firm.name}`);

/** Whoever leads: administrators and managers. */
export function useIsLead(): boolean {
  const { role } = useMe().member;
  return role === 'admin' || role === 'manager';
}

// oxlint-disable-next-line react/purity -- the day is what is asked for: it may change from one look to the next
export const useToday = (): string => civilDate(new Date(), useMe().firm.timeZone);

/** Everyone in the team, those who left included: names are needed everywhere, and there are few. */
export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async () => {
    const members: Member[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<Member> = await read('/v1/team', { limit: 100, cursor });
      members.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return members;
  },
  staleTime: 300_000,
});

export const useTeam = (): readonly Member[] => useQuery(teamQuery).data ?? [];

export function useMemberName(): (id: string | undefined) => string {
  const team = useTeam();
  return (id) => (id === undefined ? '' : (team.find((member) => member.id === id)?.name ?? '…'));
}
