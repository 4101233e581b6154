/** A form of a page: what it sends when nothing is changed in it. */
interface Form {
  readonly inner: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The forms of a page that send something, in their order. */
function formsOf(page: string): readonly Form[] {
  const forms = page.matchAll(/<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs);
  return [...forms].map(([, action = '', inner = '']) => {
    const hidden = inner.matchAll(/<input type="hidden" name="([\w.]+)" value="([^"]*)"/g);
    return {
      inner,
      action: unescaped(action),
      fields: Object.fromEntries(
        [...hidden].map(([, name, value = '']) => [name, unescaped(value)]),
      ),
    };
  });
}

/** An attribute as a browser reads it. */
function unescaped(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** What each button of a page sends, by its label. */
export function presses(page: string): ReadonlyMap<string, Record<string, string>> {
  return new Map(
    formsOf(page).map(({ inner, fields }) => [
      /<button[^>]*>([^<]*)</.exec(inner)?.[1] ?? '',
      { ...fields },
    ]),
  );
}

/** The form of a page with these words in it; throws when there is none. */
export function formWith(page: string, words: string): Form {
  const form = formsOf(page).find(({ inner }) => inner.includes(words));
  if (form === undefined) throw new Error(`no form with "${words}"`);
  return form;
}
