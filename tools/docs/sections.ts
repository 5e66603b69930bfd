/** The tables of the documents, each from the manifest or from the docstring that says the same to an editor. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Attribute, elementsOf, type Manifest } from '../manifest/schema.js';
import { install } from './install.js';
import { firstSentence, type Member, membersOf } from './types.js';

const code = (text: string): string => `\`${text}\``;
const oneLine = (text = ''): string => text.replace(/\s+/g, ' ').trim();
const cell = (text?: string): string => oneLine(text).replaceAll('|', '\\|');
/** A sentence alone in a cell needs no full stop; a link in a docstring of the sources is one of the documents. */
const prose = (text?: string): string => cell(text).replace(/\.$/, '');

/** A Markdown table; Prettier lays it out. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const isBoolean = ({ type }: Attribute): boolean => type?.text.startsWith('boolean') ?? false;

/** `'ask' | 'granted'` is two words to choose from. */
function values(attribute: Attribute): string {
  const words = attribute.type?.text.match(/'[^']+'/g) ?? [];
  const named = words.map((word) => code(word.slice(1, -1)));
  if (isBoolean(attribute)) named.unshift('present or not');
  return named.join(', ') || 'text';
}

/** Code in the default is shown as code, words are words. */
function defaultOf(attribute: Attribute): string {
  const { default: value = '' } = attribute;
  if (isBoolean(attribute)) return 'not present';
  return /^('.*'|true)$/.test(value) ? code(value.replaceAll("'", '')) : value;
}

const DETAILS = /CustomEvent<(\w+)>/;
const detailOf = ({ name: event, type }: Attribute): readonly Member[] => {
  const [, name] = DETAILS.exec(type?.text ?? '') ?? [];
  if (name === undefined) throw new Error(`${event} is not typed as a CustomEvent`);
  return membersOf(name === 'CheckoutError' ? 'src/errors.ts' : 'src/events.ts', name);
};

/** How many languages there are texts in, and which of them have been reviewed, as the first line of each file says. */
function languages(): string {
  const folder = new URL('../../src/messages/', import.meta.url);
  const heads = readdirSync(folder)
    .filter((file) => /^[a-z]{2,3}\.ts$/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8').split('\n', 1)[0] ?? '');
  const reviewed = heads
    .filter((head) => / Reviewed\b/.test(head))
    .map((head) => /\w+/.exec(head)?.[0] ?? '');
  const names = new Intl.ListFormat('en').format(reviewed.toSorted());
  return `${heads.length} languages, of which ${names} have been reviewed`;
}

const EXPORTED_FILES: Readonly<Record<string, string>> = {
  './messages/*.js': 'The texts of one language, such as `de`, for `configure({ languages })`.',
  './simulator.js': 'The simulator as a file for a script tag.',
  './openapi.json': 'The endpoint contract, OpenAPI 3.1.',
  './custom-elements.json': 'The elements as data: Custom Elements Manifest.',
  './vscode.html-custom-data.json': 'The same for VS Code.',
  './web-types.json': 'The same for JetBrains IDEs, which find it by themselves.',
};

/** Name of each section → its Markdown, from a manifest. */
export function sections(manifest: Manifest): Readonly<Record<string, string>> {
  const elements = elementsOf(manifest);
  const [checkout, ...parts] = elements;
  const {
    attributes = [],
    members = [],
    events = [],
    cssStates = [],
    cssParts = [],
    cssProperties = [],
  } = checkout;
  const fields = members.filter(({ kind, static: isStatic }) => kind === 'field' && !isStatic);
  const { name: packageName, exports } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, { readonly types?: string } | null>>;
  };

  return {
    languages: languages(),
    install,
    attributes: table(
      ['Attribute', 'Values', 'Default', 'Meaning'],
      [
        ...attributes.map((attribute) => [
          code(attribute.name),
          values(attribute),
          cell(defaultOf(attribute)),
          prose(attribute.description),
        ]),
      ],
    ),
    properties: table(
      ['Property', 'Type', 'Meaning'],
      fields
        .filter(({ attribute }) => !attribute)
        .map(({ name, type, readonly, description }) => [
          code(name),
          cell(code(type?.text ?? '')),
          `${readonly ? 'Read-only. ' : ''}${prose(description)}`,
        ]),
    ),
    methods: table(
      ['Method', 'Meaning'],
      members
        .filter(({ kind }) => kind === 'method')
        .map(({ name, parameters = [], description }) => [
          code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
          prose(description),
        ]),
    ),
    events: table(
      ['Event', 'When', '`detail`'],
      events.map((event) => [
        code(event.name),
        prose(event.description),
        detailOf(event)
          .map(({ name }) => code(name))
          .join(', '),
      ]),
    ),
    'event-details': events
      .map((event) =>
        [
          `### ${code(event.name)}`,
          oneLine(event.description),
          table(
            ['In `detail`', 'Type', 'Meaning'],
            detailOf(event).map(({ name, type, description }) => [
              code(name),
              cell(code(oneLine(type))),
              prose(description),
            ]),
          ),
        ].join('\n\n'),
      )
      .join('\n\n'),
    states: table(
      ['State', 'Meaning'],
      cssStates.map(({ name, description }) => [code(name), prose(description)]),
    ),
    slots: table(
      ['Element', 'Slot', 'Meaning'],
      elements.flatMap(({ tagName, slots = [] }) =>
        slots.map(({ name, description }) => [
          code(`<${tagName}>`),
          name ? code(name) : 'default',
          prose(description),
        ]),
      ),
    ),
    'css-parts': table(
      ['Part', 'Meaning'],
      cssParts.map(({ name, description }) => [code(name), prose(description)]),
    ),
    'custom-properties': table(
      ['Custom property', 'Default', 'Meaning'],
      cssProperties.map(({ name, default: value = '', description }) => [
        code(name),
        value.split(' or ').map(code).join(' or '),
        prose(description),
      ]),
    ),
    elements: table(
      ['Element', 'Meaning'],
      parts.map(({ tagName, description }) => [code(`<${tagName}>`), prose(description)]),
    ),
    configuration: table(
      ['Setting', 'Type', 'Meaning'],
      membersOf('src/configuration.ts', 'Configuration').map(({ name, type, description }) => [
        code(name),
        cell(code(type)),
        prose(description),
      ]),
    ),
    timeouts: table(
      ['In `timeouts`', 'Meaning'],
      membersOf('src/configuration.ts', 'Timeouts').map(({ name, description }) => [
        code(name),
        prose(description),
      ]),
    ),
    'ways-in': table(
      ['Import', 'What it is'],
      Object.entries(exports)
        .filter(([way, target]) => target && way !== './package.json')
        .map(([way, target]) => [
          code(way.replace('.', packageName)),
          prose(
            EXPORTED_FILES[way] ??
              firstSentence((target?.types ?? '').replace('./dist', 'src').replace('.d.ts', '.ts')),
          ),
        ]),
    ),
  };
}
