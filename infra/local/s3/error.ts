/** What S3 refuses, as the SDK reads it: `code` becomes the exception's name. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What this S3 does not do, said by name instead of pretended. */
export const notEmulated = (what: string) =>
  new S3Error(501, 'NotImplemented', `The local S3 does not emulate ${what}`);
