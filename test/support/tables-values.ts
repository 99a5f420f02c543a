import fc from 'fast-check';

/** Any text that UTF-8 can hold, with what is hard about text more often than chance would have it. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\u0000', 'a\nb', 'é', 'e\u0301', '\uFFFF', '\u{10000}', '👩‍👩‍👧', '~', 'toString', '~~'),
);

/** Any number that the table gives back as it was. */
export const anyNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -9e15, max: 9e15 }).map((n) => (Math.abs(n) < 1e-100 ? 0 : n)),
  fc.constantFrom(0, -0, 0.1 + 0.2, 1e-100, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);

const name = anyText.filter((text) => text !== '' && text !== '__proto__' && text !== 'constructor');

/** Any value that a record's field may have. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    anyText,
    anyNumber,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, fc.option(tie('value'), { nil: undefined, freq: 8 }), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** Any fields of a record beside its keys. */
export const anyFields = fc.dictionary(
  name.filter((text) => !/^(pk|sk|by\w+)$/.test(text)),
  anyValue,
  { maxKeys: 6, noNullPrototype: true },
);
