import type { Mail } from './parts.ts';
import type { Pool } from './pools.ts';
import type { User } from './users.ts';

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const fill = (template: string, username: string, secret: string) =>
  template.replaceAll('{username}', () => username).replaceAll('{####}', () => secret);

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (entity, code?: string, name = '') =>
    code === undefined ? (entities[name] ?? entity) : String.fromCodePoint(Number(code)),
  );

const asText = (html: string) =>
  unescaped(
    html
      .replace(/<br\s*\/?>/gi, '\n')
      .replace(/<\/p>/gi, '\n\n')
      .replace(/<[^>]+>/g, ''),
  ).trim();

/** The pool's invitation; Cognito sends its body as HTML. `{username}` is the username, not the email. */
export function invitation(pool: Pool, user: User, password: string): Mail {
  const { subject, body } = pool.inviteMessage;
  const html = fill(body, escaped(user.username), escaped(password));
  return { to: user.attributes.email!, subject: fill(subject, user.username, password), text: asText(html), html };
}

export function resetCode(user: User, code: string): Mail {
  return {
    to: user.attributes.email!,
    subject: 'Your verification code',
    text: `Your password reset code is ${code}`,
  };
}
