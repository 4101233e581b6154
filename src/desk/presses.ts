import type { Context } from 'hono';
import type { Place, PlatformName } from '../message.ts';
import type { Answer } from '../moderate/answer.ts';
import type { Person } from '../moderate/person.ts';
import type { Handlers } from '../moderate/request.ts';

/** Whoever holds the desk's token may do what an administrator may, under this name. */
export const AT_THE_DESK: Person = { id: 'desk', standing: 'administrator' };

/** As many characters of a field are read: the longest that a form of the core takes, and some. */
const LONGEST = 600;
/** Fields of a form of the core carry their names behind this. */
const FIELD = 'field.';

/** What a form of the desk sent: what is missing is empty. */
export interface Sent {
  readonly place: Place;
  one(name: string): string;
  all(name: string): readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** What a press or a command came to, to be said on top of the page it came from. */
export interface Said {
  readonly answer: Answer;
  readonly place: Place;
}

/** Reads a form. The place is as the form says; whether it is one of ours is for the caller to see. */
export async function sentIn(c: Context): Promise<Sent> {
  const form = await c.req.parseBody({ all: true });
  const all = (name: string) =>
    [form[name] ?? []]
      .flat()
      .filter((value) => typeof value === 'string')
      .map((value) => value.slice(0, LONGEST));
  const one = (name: string) => all(name)[0] ?? '';
  const fields = Object.keys(form)
    .filter((name) => name.startsWith(FIELD))
    .map((name) => [name.slice(FIELD.length), one(name)]);
  return {
    place: {
      platform: one('platform') as PlatformName,
      workspace: one('workspace'),
      channel: one('channel'),
    },
    one,
    all,
    fields: Object.fromEntries(fields),
  };
}

/** The name under which a form sends a field of a form of the core. */
export function fieldName(name: string): string {
  return FIELD + name;
}

/** Presses what a form names, as an administrator of that place. */
export async function pressed(sent: Sent, handlers: Pick<Handlers, 'press'>): Promise<Said> {
  const { place, fields } = sent;
  const press = { place, person: AT_THE_DESK, press: sent.one('press').slice(0, 200), fields };
  return { answer: await handlers.press({ ...press, values: sent.all('value') }), place };
}
