import type { NoticeKind } from '../../../../functions/notices/notice.ts';

/** What someone is told of: in a word, and in full for who chooses. */
export const noticeWords: Readonly<Record<NoticeKind, { short: string; full: string }>> = {
  assigned: { short: 'Given to you', full: 'Something is given to you' },
  mentioned: { short: 'Named', full: 'Someone names you in a comment' },
  watched: { short: 'Followed', full: 'Something happens in what you follow' },
  unblocked: { short: 'Can go on', full: 'What you waited for is done' },
  returned: { short: 'Sent back', full: 'Your work comes back from review' },
  answered: { short: 'Answered', full: 'A review note of yours is answered' },
  'failed-step': { short: 'Failed', full: 'A step that runs by itself fails' },
  reminder: { short: 'Due', full: 'Something of yours falls due' },
  'at-risk': { short: 'At risk', full: 'A deadline is at risk' },
  series: { short: 'Recurring', full: 'Work no longer recurs' },
  letter: { short: 'Letter', full: 'A letter of yours is signed, declined or not signed in time' },
  'from-client': { short: 'From client', full: 'A client answers, sends files or asks for more time' },
  'held-file': { short: 'Held file', full: 'A file waits for someone to decide on it, or is turned away' },
  'mail-failed': { short: 'Mail failed', full: 'Mail to a client comes back, or is called unwanted' },
};

export const noticeKinds = Object.keys(noticeWords) as NoticeKind[];
