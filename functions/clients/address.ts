import * as z from 'zod';

const Line = (max: number) => z.string().trim().min(1).max(max).optional();

export const Address = z
  .strictObject({
    /** One line, or several. */
    street: Line(200),
    city: Line(80),
    /** State, province, county. */
    region: Line(80),
    postcode: Line(20),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'Two capital letters, as in US')
      .optional(),
  })
  .meta({ id: 'Address' });

export const Phone = z.string().trim().min(3).max(40);

export const Website = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\s.]+(\.[^\s.]+)+$/, 'An address without spaces, as in www.example.com');

/** Names someone had before: a search for them must still find who they are now. */
export const FormerNames = z.array(z.string().trim().min(1).max(200)).max(10);
