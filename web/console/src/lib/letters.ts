import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type * as z from 'zod';
import type { LetterTemplateLine } from '../../../../functions/letter-templates/letter-template.ts';
import type { LetterPatch as Patch, NewLetter as New } from '../../../../functions/letters/drafting.ts';
import type { PackageInWords } from '../../../../functions/letters/packages.ts';
import type { LetterLine as Line, LetterView } from '../../../../functions/letters/view.ts';
import { takeFile } from './downloads.ts';
import { type Page, patch, post, read } from './http.ts';

export type Letter = z.output<typeof LetterView>;
export type LetterLine = z.output<typeof Line>;
export type NewLetter = z.input<typeof New>;
export type LetterPatch = z.input<typeof Patch>;
export const letterStates = ['out', 'draft', 'signed', 'declined', 'expired', 'void'] as const;
export type LetterState = (typeof letterStates)[number];
export type Offered = z.output<typeof PackageInWords>;
type Preview = { title: string; text: string; packages: Offered[]; missing: string[] };

export const letterQuery = (id: string) =>
  queryOptions({ queryKey: ['letters', id], queryFn: () => read<Letter>(`/v1/letters/${id}`) });

/** What a draft would say now. It follows each change of the draft and of what it is about. */
export const previewQuery = ({ id, version }: Pick<Letter, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['letters', id, 'preview', version],
    queryFn: () => read<Preview>(`/v1/letters/${id}/preview`),
  });

export type LetterTemplate = z.output<typeof LetterTemplateLine>;
export type LetterKind = LetterTemplate['kind'];

export const kindWords: Readonly<Record<LetterKind, string>> = {
  'engagement-letter': 'Engagement letter',
  'fee-agreement': 'Fee agreement',
  'statement-of-work': 'Statement of work',
  proposal: 'Proposal with packages to choose from',
  'sign-off': 'Sign-off of a document',
};
export const letterKinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

/** What letters begin with, shipped and of the firm's own, without its text. */
export const letterTemplatesQuery = queryOptions({
  queryKey: ['letter-templates'],
  queryFn: async () => (await read<{ items: LetterTemplate[] }>('/v1/letter-templates')).items,
});

/** Of one client, those that are out first; or of all clients in one state, by the day by which they are to be signed. */
export const lettersQuery = (of: { clientId: string } | { state: LetterState }) =>
  infiniteQueryOptions({
    queryKey: ['letters', 'list', of],
    queryFn: ({ pageParam }) =>
      'clientId' in of
        ? read<Page<LetterLine>>(`/v1/clients/${of.clientId}/letters`, { limit: 50, cursor: pageParam })
        : read<Page<LetterLine>>('/v1/letters', { ...of, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** The lists, the engagement and the work follow a moment later than the letter itself. */
function forgetLetters(queries: QueryClient, { clientId, jobId }: Letter): void {
  setTimeout(() => {
    void queries.invalidateQueries({ queryKey: ['letters', 'list'] });
    void queries.invalidateQueries({ queryKey: ['mails', 'list'] });
    void queries.invalidateQueries({ queryKey: ['clients', clientId] });
    if (jobId !== undefined) void queries.invalidateQueries({ queryKey: ['jobs', jobId] });
  }, 600);
}

function useChanged() {
  const queries = useQueryClient();
  return (letter: Letter) => {
    queries.setQueryData(letterQuery(letter.id).queryKey, letter);
    forgetLetters(queries, letter);
  };
}

export const useNewLetter = (clientId: string) =>
  useMutation({
    mutationFn: (asked: NewLetter) => post<Letter>(`/v1/clients/${clientId}/letters`, asked),
    onSuccess: useChanged(),
  });

/** Changes the draft, and sends it as changed, or does with the letter what is asked, as it was read. */
export type LetterAct =
  | { change: LetterPatch; isSent?: boolean }
  | { act: 'resend' }
  | { act: 'extend'; body: { dueOn: string } }
  | { act: 'void'; body: { reason: string } };

export function useLetterAct({ id, version }: Pick<Letter, 'id' | 'version'>) {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(asked: LetterAct) {
      const at = `/v1/letters/${id}`;
      if ('act' in asked)
        return post<Letter>(`${at}/${asked.act}`, 'body' in asked ? asked.body : undefined, { version });
      const saved = await patch<Letter>(at, asked.change, version);
      return asked.isSent ? post<Letter>(`${at}/send`, undefined, { version: saved.version }) : saved;
    },
    onSuccess: useChanged(),
    onError: () => void queries.invalidateQueries({ queryKey: letterQuery(id).queryKey, exact: true }),
  });
}

export async function downloadLetter(id: string): Promise<void> {
  const { url } = await read<{ url: string }>(`/v1/letters/${id}/file`);
  takeFile(url);
}
