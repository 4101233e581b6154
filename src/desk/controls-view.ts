import { html } from 'hono/html';
import type { Place } from '../message.ts';
import type { Control, Form } from '../moderate/answer.ts';
import { type Html, NOTHING, outward } from './html.ts';
import { partsView } from './parts-view.ts';
import { fieldName, type Said } from './presses.ts';

/** The hidden fields that say for which place a form is. */
export function placeFields({ platform, workspace, channel }: Place): Html {
  return html`<input type="hidden" name="platform" value="${platform}" /><input type="hidden" name="workspace" value="${workspace}" />
    <input type="hidden" name="channel" value="${channel}" />`;
}

/** A button that presses something in the core; the page at `back` then says what came of it. */
export function pressForm(
  place: Place,
  press: string,
  label: string,
  back: string,
  look = '',
): Html {
  return html`<form method="post" action="${back}">
    ${placeFields(place)}<input type="hidden" name="press" value="${press}" />
    <button class="button ${look}" type="submit">${label}</button>
  </form>`;
}

/** What a press came to, with all that can be pressed, chosen or typed next: Undo above all. */
export function saidView(said: Said | undefined, back: string): Html {
  if (said === undefined || said.answer.kind === 'nothing') return NOTHING;
  const { answer, place } = said;
  const inner =
    answer.kind === 'form'
      ? formView(answer.form, place, back)
      : html`${partsView(answer.parts, 2)}
        <div class="bar">${answer.controls.map((control) => controlView(control, place, back))}</div>`;
  return html`<section class="said-now" role="status" aria-label="What came of it">${inner}</section>`;
}

function controlView(control: Control, place: Place, back: string): Html {
  switch (control.kind) {
    case 'button':
      return pressForm(place, control.press, control.label, back, 'second');
    case 'link':
      return outward(control.label, control.url);
    case 'choose':
      return chooseForm(control, place, back);
    case 'choose-channel':
      return valueForm(
        control.press,
        control.placeholder,
        place,
        back,
        html`<input name="value" required maxlength="40" aria-label="${control.placeholder}" />`,
      );
  }
}

function chooseForm(
  { press, placeholder, options, most }: Extract<Control, { kind: 'choose' }>,
  place: Place,
  back: string,
): Html {
  const inner =
    most === 1
      ? html`<select name="value" aria-label="${placeholder}">${options.map(
          ({ value, label, chosen }) =>
            html`<option value="${value}" ${chosen ? 'selected' : ''}>${label}</option>`,
        )}</select>`
      : html`${options.map(
          ({ value, label, chosen }) =>
            html`<label class="tick"><input type="checkbox" name="value" value="${value}" ${chosen ? 'checked' : ''} /> ${label}</label>`,
        )}`;
  return valueForm(press, placeholder, place, back, inner);
}

function valueForm(press: string, name: string, place: Place, back: string, inner: Html): Html {
  return html`<form method="post" action="${back}" class="one-setting">
    ${placeFields(place)}<input type="hidden" name="press" value="${press}" />
    <fieldset><legend>${name}</legend>${inner}</fieldset>
    <button class="button second" type="submit">Save<span class="unseen"> ${name}</span></button>
  </form>`;
}

function formView({ title, press, submit, fields }: Form, place: Place, back: string): Html {
  return html`<form method="post" action="${back}" class="stack">
    <h2>${title}</h2>
    ${placeFields(place)}<input type="hidden" name="press" value="${press}" />
    ${fields.map(
      ({ name, label, placeholder = '', value = '', optional, most }) =>
        html`<label for="f-${name}">${label}</label><textarea id="f-${name}" name="${fieldName(name)}" rows="2" maxlength="${most}" placeholder="${placeholder}" ${optional ? '' : 'required'}>${value}</textarea>`,
    )}
    <button class="button" type="submit">${submit}</button>
  </form>`;
}
