import { S3Error } from './error.ts';
import { nodesAt, parseXml, textAt, type XmlTree } from './xml.ts';

export type Tag = { key: string; value: string };

const MOST_TAGS = 10;

function checked(tags: Tag[]): Tag[] {
  if (tags.length > MOST_TAGS) throw new S3Error(400, 'BadRequest', 'Object tags cannot be greater than 10');
  if (new Set(tags.map((tag) => tag.key)).size < tags.length)
    throw new S3Error(400, 'InvalidTag', 'Cannot provide multiple Tags with the same key');
  if (tags.some(({ key, value }) => !key || key.length > 128 || value.length > 256))
    throw new S3Error(400, 'InvalidTag', 'A tag has a key of 1 to 128 and a value of up to 256 characters');
  return tags;
}

/** The tags of an `x-amz-tagging` header: `a=b&c=d`. */
export const tagsOfHeader = (header: string | undefined): Tag[] =>
  checked([...new URLSearchParams(header ?? '')].map(([key, value]) => ({ key, value })));

export const parseTags = (text: string): Tag[] =>
  checked(
    nodesAt(parseXml(text, 'Tagging'), 'TagSet', 'Tag').map((tag) => ({
      key: textAt(tag, 'Key') ?? '',
      value: textAt(tag, 'Value') ?? '',
    })),
  );

export const tagsXml = (tags: readonly Tag[]): XmlTree => ({
  Tagging: { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } },
});
