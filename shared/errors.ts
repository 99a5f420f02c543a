/** Every failure a caller can act on. The code is the public contract; the HTTP status is looked up from it at the edge. */
export const statuses = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'rule-broken': 422,
  'too-many': 429,
} as const;

export type ErrorCode = keyof typeof statuses;

export class DomainError extends Error {
  override name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** What may not be seen is answered as what does not exist. */
export const notFound = (what: string, id: string) => new DomainError('not-found', `There is no ${what} ${id}`, { id });

export const forbidden = (message: string, details?: Record<string, unknown>) =>
  new DomainError('forbidden', message, details);

export const broken = (message: string, details?: Record<string, unknown>) =>
  new DomainError('rule-broken', message, details);

export type Issue = { path: string; message: string };

/** Names the field: `path` is the way to it, `contact.mail` or `tags.3`. */
export const invalid = (...issues: Issue[]) =>
  new DomainError('invalid-input', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), { issues });
