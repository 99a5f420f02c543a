import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod';
import type {
  MailTemplateInput,
  MailTemplateLine,
  MailTemplateView,
} from '../../../../../functions/mail-templates/mail-template.ts';
import { read } from '../../lib/http.ts';
import { ownWords } from './own-words.ts';

export type MailLine = z.output<typeof MailTemplateLine>;
export type MailWords = z.output<typeof MailTemplateView>;
type Input = z.input<typeof MailTemplateInput>;

/** All mails, and every field that a mail can have. */
export const mailWordsQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: () => read<{ items: MailLine[]; fields: string[] }>('/v1/mail-templates'),
});

export const {
  one: mailQuery,
  preview: previewQuery,
  useChanges: useMailWords,
} = ownWords<MailWords, Input, { subject: string; text: string }>('mail-templates');
