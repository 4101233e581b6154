/** A piece of a form: a word, another entry by its id, or a gap of up to four words. */
export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'gap' };

const PIECE = /\{[a-z0-9-]+\}|\.\.|\([^()]*\)|[^\s(){}]+/g;

/** All the plain forms that a form with choices stands for: `talk (to|with) {putin}` stands for two. */
export function readForm(form: string): readonly (readonly Piece[])[] {
  let forms: Piece[][] = [[]];
  for (const [token] of form.matchAll(PIECE)) {
    const choices = choicesOf(token);
    forms = forms.flatMap((begun) => choices.map((choice) => [...begun, ...choice]));
  }
  return forms.filter((pieces) => pieces.length > 0);
}

function choicesOf(token: string): Piece[][] {
  if (token === '..') return [[{ kind: 'gap' }]];
  if (token.startsWith('{')) return [[{ kind: 'entry', id: token.slice(1, -1) }]];
  if (!token.startsWith('(')) return [[{ kind: 'word', text: token }]];
  return token
    .slice(1, -1)
    .split('|')
    .map((choice) => (readForm(choice.trim())[0] ?? []).slice());
}
