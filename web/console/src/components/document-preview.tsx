import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Document } from '../lib/documents.ts';
import { read } from '../lib/http.ts';
import { messageOf } from '../lib/problem.ts';
import classes from './document-preview.module.css';

const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
/** What is larger is downloaded by whoever wants to see it. */
const mostBytes = 30 * 1000 ** 2;

export const isShowable = ({ type, size }: Pick<Document, 'type' | 'size'>): boolean =>
  size <= mostBytes && (type === 'application/pdf' || pictures.includes(type));

/** A PDF or a picture, as it is. The firm sees who looked at it. */
export const DocumentPreview = ({ document }: { document: Document }) =>
  isShowable(document) ? <Shown document={document} /> : null;

function Shown({ document: { id, name, type, current } }: { document: Document }) {
  const { data, error } = useQuery({
    // Apart from what is read anew when documents change: a version never does.
    queryKey: ['document-bytes', id, current?.n ?? 1],
    queryFn: async () => {
      const { url } = await read<{ url: string }>(`/v1/documents/${id}/download`, { to: 'view' });
      const answer = await fetch(url);
      if (!answer.ok) throw new Error('The file could not be fetched; download it instead');
      return new Blob([await answer.arrayBuffer()], { type });
    },
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (error)
    return (
      <Text size="sm" c="dimmed">
        {messageOf(error)}
      </Text>
    );
  if (address === undefined) return <Skeleton h={240} />;
  return type === 'application/pdf' ? (
    <iframe className={classes.preview} src={address} title={name} />
  ) : (
    <img className={classes.preview} src={address} alt={name} />
  );
}
