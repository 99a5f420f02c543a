import { beforeEach, describe, expect, test } from 'vitest';
import { compositeOf } from '../../../functions/documents/in-parts.ts';
import { aClient, aFirm, type Call } from '../../support/call.ts';
import { aPdf, saidInParts, saidOf, sha256Of } from '../../support/documents.ts';

const mega = 1024 ** 2;
const partSize = 16 * mega;
const said = saidInParts('scan.pdf', 101 * mega);
const sums = said.parts.sha256;

let call: Call;
let clientId: string;
beforeEach(async () => {
  ({ call } = (await aFirm()).admin);
  clientId = (await aClient(call)).id;
});
const ask = (body: object) => call('POST', `/v1/clients/${clientId}/documents`, { body });

describe('what is said of a file in parts', () => {
  test.each<[string, object, number]>([
    ['more than 100 MB in one piece', { ...said, sha256: sums[0], parts: undefined }, 413],
    ['parts of what comes in one piece', saidInParts('scan.pdf', 90 * mega), 400],
    ['a part too few', { ...said, parts: { ...said.parts, sha256: sums.slice(1) } }, 400],
    ['a part too many', { ...said, parts: { ...said.parts, sha256: [...sums, sums[0]] } }, 400],
    ['a checksum that is not of these parts', { ...said, sha256: compositeOf(sums.toReversed()) }, 400],
    ['parts that are smaller than any', { ...said, parts: { ...said.parts, size: mega } }, 400],
    ['parts that are larger than any', { ...said, parts: { ...said.parts, size: 200 * mega } }, 400],
    ['a checksum of parts and none of them', { ...saidOf('small.pdf', aPdf()), sha256: said.sha256 }, 400],
  ])('is refused where it has %s', async (_, body, status) => {
    expect((await ask(body)).status).toBe(status);
  });

  test('is the list and its checksum, as S3 makes it', () => {
    const parts = ['hello', 'world'].map(sha256Of);
    expect(compositeOf(parts)).toBe(`${sha256Of(Buffer.from(parts.join(''), 'hex'))}-2`);
  });

  test('may be 5 GB in 320 parts', async () => {
    expect((await ask(saidInParts('archive.zip', 5 * 1024 ** 3))).body.upload).toEqual({
      partSize,
      count: 320,
      arrived: [],
    });
  });
});
