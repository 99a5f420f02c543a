import { Select, type SelectProps } from '@mantine/core';
import { languagesBeside } from '../lib/language-words.ts';

type Props = Omit<SelectProps, 'data'> & {
  /** What was said of them before. */
  had?: string | undefined;
};

/** In which language someone is written to, and their page speaks. */
export const LanguageSelect = ({ had, ...props }: Props) => (
  <Select
    label="Language"
    description="Of mails to them, and of their page"
    placeholder="English, and their page as their browser says"
    data={languagesBeside(had)}
    clearable
    allowDeselect={false}
    {...props}
  />
);
