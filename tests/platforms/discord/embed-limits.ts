import { between, type Json, lengthOf, list, nested, over, tooMany } from './lengths.ts';

/** Source: DD Message, "Embed Limits"; that empty field names and values are refused is known behaviour. */
const limits = {
  embeds: 10,
  sum: 6000,
  title: 256,
  description: 4096,
  footer: 2048,
  author: 256,
  fields: 25,
  name: 256,
  value: 1024,
} as const;

/** Everything wrong with the embeds of a message. */
export function embedFaults(embeds: readonly Json[]): string[] {
  const faults = embeds.flatMap((one, index) => {
    const path = `embeds[${index}]`;
    const fields = list(one.fields);
    return [
      ...over(`${path}.title`, one.title, limits.title),
      ...over(`${path}.description`, one.description, limits.description),
      ...over(`${path}.footer.text`, nested(one.footer, 'text'), limits.footer),
      ...over(`${path}.author.name`, nested(one.author, 'name'), limits.author),
      ...tooMany(`${path}.fields`, fields, limits.fields),
      ...fields.flatMap(({ name, value }, at) => [
        ...between(`${path}.fields[${at}].name`, name, limits.name),
        ...between(`${path}.fields[${at}].value`, value, limits.value),
      ]),
    ];
  });
  const sum = embeds.reduce((total, one) => total + embedLength(one), 0);
  if (sum > limits.sum) faults.push(`embeds: ${sum} characters in all, at most ${limits.sum}`);
  return [...faults, ...tooMany('embeds', embeds, limits.embeds)];
}

function embedLength(embed: Json): number {
  const texts = [
    embed.title,
    embed.description,
    nested(embed.footer, 'text'),
    nested(embed.author, 'name'),
    ...list(embed.fields).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce<number>((sum, text) => sum + lengthOf(text), 0);
}
