const day = 86_400_000;

/** Noon of a civil date, as the browser counts: no zone moves it to another day. */
const noonOf = (date: string) => {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return new Date(year!, month! - 1, dayOfMonth, 12);
};

const pad = (value: number) => String(value).padStart(2, '0');

/** Which day it is, now or at an instant, at the firm. */
export function civilDate(at: Date | string, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(typeof at === 'string' ? new Date(at) : at);
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / day);

const written = (at: Date) => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;

export function addDays(date: string, days: number): string {
  const noon = noonOf(date);
  noon.setDate(noon.getDate() + days);
  return written(noon);
}

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (date: string): number => noonOf(date).getDay() || 7;

/** So many months on from `2026-11`. */
export function addMonths(month: string, months: number): string {
  const noon = noonOf(`${month}-01`);
  noon.setMonth(noon.getMonth() + months);
  return written(noon).slice(0, 7);
}

/** `2026-11` as November 2026. */
export const sayMonth = (month: string, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat('en-GB', { month: style, ...(style === 'long' && { year: 'numeric' }) }).format(
    noonOf(`${month}-01`),
  );

/** As people say it: today, tomorrow, in 3 days, Fri 8 Jan, 8 Jan 2025. */
export function sayDate(date: string, today: string): string {
  const away = daysBetween(today, date);
  if (away === 0) return 'today';
  if (away === 1) return 'tomorrow';
  if (away === -1) return 'yesterday';
  if (away > 1 && away <= 6) return `in ${away} days`;
  if (away < -1 && away >= -6) return `${-away} days ago`;
  return shortDate(date, date.slice(0, 4) === today.slice(0, 4) || Math.abs(away) < 120);
}

function shortDate(date: string, isNear: boolean): string {
  const noon = noonOf(date);
  const parts = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(noon);
  if (!isNear) return `${parts} ${date.slice(0, 4)}`;
  return `${new Intl.DateTimeFormat('en-GB', { weekday: 'short' }).format(noon)} ${parts}`;
}

/** In full, for who hovers. */
export const fullDate = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(noonOf(date));

export const sayTime = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(instant));

export const fullTime = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', timeZone }).format(new Date(instant));

/** `12-31` as 31 Dec. */
export function sayMonthDay(monthDay: string): string {
  const [month, dayOfMonth] = monthDay.split('-').map(Number);
  if (!month || !dayOfMonth) return monthDay;
  const noon = noonOf(`2024-${pad(month)}-${pad(dayOfMonth)}`);
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(noon);
}
