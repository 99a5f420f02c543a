import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  MailTemplateInput,
  MailTemplateLine,
  MailTemplateView,
} from '../../../../../functions/mail-templates/mail-template.ts';
import { post, put, read, remove } from '../../lib/http.ts';

export type MailLine = z.output<typeof MailTemplateLine>;
export type MailWords = z.output<typeof MailTemplateView>;
export type NewWords = z.input<typeof MailTemplateInput>;
type Preview = { subject: string; text: string };

const at = (key: string) => `/v1/mail-templates/${key}`;

/** All mails, and every field that a mail can have. */
export const mailWordsQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: () => read<{ items: MailLine[]; fields: string[] }>('/v1/mail-templates'),
});

export const mailQuery = (key: string) =>
  queryOptions({ queryKey: ['mail-templates', key], queryFn: () => read<MailWords>(at(key)) });

/** What the words come to, with every field as it may look; what could not be sent is refused, and says why. */
export const previewQuery = (key: string, words: Preview) =>
  queryOptions({
    queryKey: ['mail-templates', key, 'preview', words],
    queryFn: () => post<Preview>(`${at(key)}/preview`, words),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });

export function useMailWords() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: mailWordsQuery.queryKey });
  return {
    keep: useMutation({
      mutationFn: ({ key, words, version }: { key: string; words: NewWords; version: number }) =>
        put<MailWords>(at(key), words, version),
      onSuccess: (kept) => queries.setQueryData(mailQuery(kept.key).queryKey, kept),
      onSettled,
    }),
    reset: useMutation({
      mutationFn: ({ key, version }: Pick<MailWords, 'key' | 'version'>) => remove(at(key), version),
      onSettled,
    }),
  };
}
