import type { Clock } from '../clock.ts';
import type { Attempts } from './attempts.ts';
import type { Pools } from './pools.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';
import type { Users } from './users.ts';

export type Mail = { to: string; subject: string; text: string; html?: string };
export type SendMail = (mail: Mail) => void | Promise<void>;

/** What the pool's operations stand on. */
export type Parts = {
  clock: Clock;
  pools: Pools;
  users: Users;
  tokens: Tokens;
  sessions: Sessions;
  attempts: Attempts;
  sendMail: SendMail;
};
