/** A list that a task or an item is repeated over: what one of it is called in patterns, and what dates it gives. */
type EachList = { field?: string; anchors?: RegExp };

const lists: Readonly<Record<string, EachList>> = {
  'client.accounts': { field: 'account' },
  'client.registrations': { field: 'registration' },
  'client.k1Sources': { field: 'related' },
  'lastYear.documents': { field: 'lastYear' },
  'return.estimates': { field: 'estimate' },
  'job.questions': { field: 'question' },
  'weeks-of-period': { anchors: /^week\.(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/ },
};

/** What is repeated over this list; undefined where there is no such list. `every-2-weeks` is a list of meetings. */
export const eachList = (name: string): EachList | undefined =>
  /^every-[1-9]\d?-weeks$/.test(name) ? { anchors: /^meeting\.date$/ } : lists[name];

export const eachListNames = [...Object.keys(lists), 'every-2-weeks'];
