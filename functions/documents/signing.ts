/** How long a signed request can be used. */
export const seconds = { upload: 600, download: 120 } as const;

/** As S3 writes a checksum that the table has in hexadecimal digits. */
export const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
