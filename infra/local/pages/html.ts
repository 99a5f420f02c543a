/** Markup that is safe to send as it is. Only `html` makes it. */
export type Html = { readonly markup: string };

type Value = Html | string | number | undefined | false | readonly Value[];

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function markupOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if ('markup' in value) return value.markup;
  return value.map(markupOf).join('');
}

/** A template whose values are escaped, but for markup that `html` made. Quote attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: strings.map((text, i) => text + markupOf(values[i])).join('') };
}
