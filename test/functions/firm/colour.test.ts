import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Colour, contrast, textOn } from '../../../functions/firm/colour.ts';

const anyColour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('a colour', () => {
  test('is written in six digits, and kept in small letters', () => {
    expect(Colour.parse('#1F5A4D')).toBe('#1f5a4d');
    for (const wrong of ['1f5a4d', '#1f5', '#1f5a4g', 'red', '#1f5a4d;', ''])
      expect(Colour.safeParse(wrong).success).toBe(false);
  });

  test('has the contrast that the standard gives it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('can always be written on', () => {
    fc.assert(fc.property(anyColour, (colour) => contrast(colour, textOn(colour)) >= 4.5));
    expect([textOn('#1f5a4d'), textOn('#ffee00')]).toEqual(['#ffffff', '#000000']);
  });
});
