import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { previewQuery } from './mail-words.ts';
import { WordsPreview } from './words-preview.tsx';

type Props = { mailKey: string; words: { subject: string; text: string } };

export function MailPreview({ mailKey, words: { subject, text } }: Props) {
  const [typed] = useDebouncedValue({ subject, text }, 400);
  const { data, error } = useQuery(previewQuery(mailKey, typed));
  return <WordsPreview says={data && { line: data.subject, text: data.text }} error={error} />;
}
