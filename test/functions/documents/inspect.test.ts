import { describe, expect, test } from 'vitest';
import { bytesIn } from '../../../functions/documents/bytes.ts';
import { fileTypeOf } from '../../../functions/documents/file-types.ts';
import { inspect } from '../../../functions/documents/inspect.ts';
import { eicarScan } from '../../../functions/documents/scan.ts';
import { mostEntries } from '../../../functions/documents/zip.ts';
import { aPdf, aZip, eicar } from '../../support/documents.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ole = (says = '') => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(says, 'utf16le')]);

async function foundIn(type: string, bytes: Uint8Array): Promise<string> {
  const finding = await inspect(type, bytesIn(bytes));
  return finding.is === 'fine' ? 'fine' : `${finding.is}: ${finding.why.code}`;
}

describe('a file that is looked into', () => {
  test.each([
    ['a PDF', 'application/pdf', aPdf()],
    ['a photo', 'image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a photo of a phone', 'image/heic', Buffer.from('\0\0\0\x18ftypheic', 'latin1')],
    ['a table as text', 'text/csv', Buffer.from('Date,Amount\n2026-01-05,12.50\n')],
    ['a table as text of Windows', 'text/csv', Buffer.from('\ufeffDate;Betrag', 'utf16le')],
    ['a document', docx, aZip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }])],
    ['a zip', 'application/zip', aZip([{ name: 'statement.pdf' }])],
    ['an old table', 'application/vnd.ms-excel', ole('Workbook')],
  ])('is fine: %s', async (_, type, bytes) => {
    expect(await foundIn(type, bytes)).toBe('fine');
  });

  test.each([
    ['a program called a PDF', 'application/pdf', Buffer.from('MZ\x90\0')],
    ['a PDF called a photo', 'image/png', aPdf()],
    ['a page called a text', 'text/plain', Buffer.from('<!DOCTYPE html><script>')],
    ['a program called a text', 'text/plain', Buffer.from('\x7fELF\x02', 'latin1')],
    ['a table called a document', docx, aZip([{ name: 'xl/workbook.xml' }])],
    ['an old document called a new one', docx, ole('WordDocument')],
  ])('is turned away: %s', async (_, type, bytes) => {
    expect(await foundIn(type, bytes)).toBe('rejected: not-its-type');
  });

  test.each([
    ['a PDF', 'application/pdf', aPdf('Locked', '/Encrypt 12 0 R')],
    ['a document', docx, ole('EncryptedPackage')],
    ['a zip', 'application/zip', aZip([{ name: 'a.pdf' }, { name: 'b.pdf', isLocked: true }])],
  ])('waits for a person where it has a password: %s', async (_, type, bytes) => {
    expect(await foundIn(type, bytes)).toBe('held: password');
  });

  test('is turned away where it unpacks to far more than it is', async () => {
    const bomb = aZip([{ name: 'a.csv', unpacked: 1_500_000_000 }]);
    expect(await foundIn('application/zip', bomb)).toBe('rejected: unpacks-too-large');
    const many = aZip([
      { name: 'a.csv', unpacked: 1_500_000_000 },
      { name: 'b.csv', unpacked: 1_500_000_000 },
    ]);
    expect(await foundIn('application/zip', many)).toBe('rejected: unpacks-too-large');
  });

  test('waits for a person where it holds more files than are counted', async () => {
    const many = aZip(Array.from({ length: mostEntries + 1 }, (__, n) => ({ name: `${n}` })));
    expect(await foundIn('application/zip', many)).toBe('held: too-large-to-look-into');
  });

  test('is turned away where the list of its files cannot be read', async () => {
    const whole = aZip([{ name: 'a.pdf' }, { name: 'b.pdf' }]);
    expect(await foundIn('application/zip', whole.subarray(0, -30))).toBe('rejected: damaged');
    const lying = Buffer.from(whole);
    lying.writeUInt16LE(3, lying.length - 12);
    expect(await foundIn('application/zip', lying)).toBe('rejected: damaged');
  });
});

describe('the type of a file', () => {
  test.each([
    ['Statement.PDF', 'application/pdf', 'application/pdf'],
    ['scan.jpeg', '', 'image/jpeg'],
    ['export.csv', 'application/vnd.ms-excel', 'text/csv'],
    ['notes.txt', 'text/plain; charset=utf-8', 'text/plain'],
    ['bank.qfx', 'application/octet-stream', 'application/x-ofx'],
  ])('%s, said to be “%s”, is %s', (name, said, type) => {
    expect(fileTypeOf(name, said).type).toBe(type);
  });

  test.each([
    ['setup.exe', ''],
    ['macro.xlsm', ''],
    ['invoice', 'application/pdf'],
    ['invoice.pdf.js', 'application/pdf'],
    ['invoice.pdf', 'text/html'],
  ])('%s, said to be “%s”, is not taken', (name, said) => {
    expect(() => fileTypeOf(name, said)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

describe('the scanner of the local cloud', () => {
  const chunks = async function* (...texts: string[]) {
    for (const text of texts) yield Buffer.from(text);
  };

  test('finds the test file wherever it begins and however it comes', async () => {
    expect(await eicarScan(chunks(eicar))).toBe('infected');
    for (let at = 1; at < eicar.length; at += 7)
      expect(await eicarScan(chunks(`before ${eicar.slice(0, at)}`, eicar.slice(at), ' after'))).toBe('infected');
    expect(await eicarScan(chunks(...eicar.split('')))).toBe('infected');
  });

  test('finds nothing in anything else', async () => {
    expect(await eicarScan(chunks(eicar.slice(1), 'X', eicar.slice(0, -1)))).toBe('clean');
  });
});
