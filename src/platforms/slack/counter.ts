import type { Logger } from 'pino';
import { type Answer, reply } from '../../moderate/answer.ts';
import { ASK_PROMPT } from '../../moderate/demand.ts';
import type { Handlers } from '../../moderate/request.ts';
import { isShown } from './answer.ts';
import { askedIn, fieldsIn, pressIn, type SlackAction, type ViewValues } from './asked.ts';
import { ADMIN, SEARCH } from './commands.ts';
import { OPENS_LINK } from './controls.ts';
import type { Begin } from './listen.ts';
import type { Origin } from './origin.ts';
import type { Installation, SlackMessage } from './payloads.ts';
import { asMessage, placeOf } from './place.ts';
import { told } from './refusal.ts';
import type { Respond } from './respond.ts';
import type { Standings } from './standing.ts';

/** What taking interactions needs besides Bolt and the core. */
export interface Means {
  readonly installation: Installation;
  readonly standings: Standings;
  readonly respond: Respond;
  readonly begin: Begin;
  readonly logger: Logger;
}

const SORRY = reply('Something went wrong on our side. Please try again in a moment.');
const UNKNOWN = reply(`Say what to do: ${ADMIN.command} ${ADMIN.usage_hint}`);
const DONE = reply('Done.');

/** The form behind the global shortcut. */
const SEARCH_FORM = {
  title: 'Search known claims',
  press: SEARCH.callback_id,
  submit: 'Search',
  fields: [
    {
      name: 'about',
      label: ASK_PROMPT,
      placeholder: 'What would you like to know about?',
      most: 500,
    },
  ],
} as const;

/** Where people are served: each request becomes one call of the core and one answer. */
export class Counter {
  readonly #handlers: Handlers;
  readonly #means: Means;

  constructor(handlers: Handlers, means: Means) {
    this.#handlers = handlers;
    this.#means = means;
  }

  commanded(command: string, text: string, origin: Origin): void {
    this.#serve(origin, async () => {
      const asked = askedIn(command, text);
      const person = await this.#means.standings.personOf(origin.user);
      const place = this.#place(origin);
      if (asked === undefined) return UNKNOWN;
      switch (asked.want) {
        case 'ask':
          return this.#handlers.ask({ place, person, about: asked.about });
        case 'about':
          return this.#handlers.about(place, person, asked.command);
        case 'administer':
          return this.#handlers.administer({
            place,
            person,
            command: asked.command,
            options: asked.options,
          });
      }
    });
  }

  pressed(action: SlackAction, origin: Origin): void {
    if (action.action_id.startsWith(OPENS_LINK)) return;
    this.#serve(origin, async () => {
      const person = await this.#means.standings.personOf(origin.user);
      return this.#handlers.press({ ...this.#where(origin), person, ...pressIn(action) });
    });
  }

  submitted(press: string, values: ViewValues, origin: Origin): void {
    const fields = fieldsIn(values);
    this.#serve(origin, async () => {
      const person = await this.#means.standings.personOf(origin.user);
      const where = this.#where(origin);
      if (press === SEARCH.callback_id)
        return this.#handlers.ask({ ...where, person, about: fields.about ?? '' });
      const answer = await this.#handlers.press({ ...where, person, press, values: [], fields });
      return answer.kind === 'nothing' && origin.modal !== undefined ? DONE : answer;
    });
  }

  checked(message: SlackMessage, channel: string, origin: Origin): void {
    this.#serve(origin, async () => {
      const person = await this.#means.standings.personOf(origin.user);
      const { installation } = this.#means;
      return this.#handlers.check({
        person,
        message: asMessage(message, channel, { installation, shared: false }),
      });
    });
  }

  searched(origin: Origin): void {
    this.#serve(origin, async () => ({ kind: 'form', form: SEARCH_FORM }));
  }

  cameHome(user: string): void {
    this.#means.begin('app_home_opened', async () => {
      const { standings, installation, respond } = this.#means;
      const person = await standings.personOf(user);
      const answer = await this.#handlers.home('slack', installation.workspace, person);
      if (isShown(answer)) await respond({ ...answer, kind: 'update' }, { user, home: true });
    });
  }

  #serve(origin: Origin, work: () => Promise<Answer>): void {
    const { begin, respond, logger } = this.#means;
    begin('interaction', async () => {
      const answer = await work().catch((error: unknown) => {
        logger.error(`an interaction failed: ${told(error)}`);
        return SORRY;
      });
      await respond(answer, origin);
    });
  }

  #where(origin: Origin) {
    const { thread } = origin;
    return { place: this.#place(origin), ...(thread === undefined ? {} : { thread }) };
  }

  #place({ channel }: Origin) {
    return placeOf(this.#means.installation.workspace, channel ?? '');
  }
}
