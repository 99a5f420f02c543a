import type * as z from 'zod';
import type {
  LetterTemplateInput,
  LetterTemplateView,
} from '../../../../../functions/letter-templates/letter-template.ts';
import { ownWords } from './own-words.ts';

export type LetterWords = z.output<typeof LetterTemplateView>;
type Input = z.input<typeof LetterTemplateInput>;

export const {
  one: letterWordsQuery,
  preview: letterPreviewQuery,
  useChanges: useLetterWords,
} = ownWords<LetterWords, Input, { title: string; text: string }>('letter-templates');
