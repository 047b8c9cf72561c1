// Every message beside its place in the source, which is shown with the place marked.

import * as ask from './ask.js';
import { focusField, setField } from './make.js';
import { byId, make, on, speak, state } from './state.js';
import { current, explanation, t } from './words.js';

// So many bytes of a source are shown at once; of a longer one those around the place.
const WINDOW = 60_000;
const LOOKS_BACK = 12_000;

let bytes = null;
let from = 0;
let loadedOf = null;
// What is painted: the source is painted anew where that is another.
let paintedOf = null;

const decoder = new TextDecoder();
const slice = (start, end) => decoder.decode(bytes.subarray(start, end));

// The start of a line near an offset.
function lineStart(offset) {
  let at = Math.max(0, Math.min(offset, bytes.length));
  const least = Math.max(0, at - 4_000);
  while (at > least && bytes[at - 1] !== 10) at -= 1;
  // Never within a character.
  while (at > 0 && (bytes[at] & 0xc0) === 0x80) at -= 1;
  return at;
}

function lineNumber(offset) {
  let count = 1;
  for (let at = 0; at < offset; at += 1) if (bytes[at] === 10) count += 1;
  return count;
}

function spans() {
  return state.article.diagnostics
    .map((said, index) => ({ span: said.span, severity: said.severity, index }))
    .filter(({ span }) => span && span[1] > span[0])
    .sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]);
}

// The part of the source from `from` on, with marks.
function paint(extra) {
  const pane = byId('source-text');
  if (!pane || !bytes) return;
  const end = Math.min(bytes.length, from + WINDOW);
  const marks = spans().filter(({ span }) => span[0] < end && span[1] > from);
  if (extra) marks.push({ span: extra, severity: 'shown', index: 'shown' });
  marks.sort((one, other) => one.span[0] - other.span[0]);
  const children = [];
  let at = from;
  for (const { span, severity, index } of marks) {
    const start = Math.max(span[0], at);
    const stop = Math.min(span[1], end);
    if (stop <= start) continue;
    children.push(slice(at, start), make('mark', { id: `mark-${index}`, class: severity }, slice(start, stop)));
    at = stop;
  }
  children.push(slice(at, end));
  pane.replaceChildren(...children);
  byId('source-from').textContent = from > 0 || end < bytes.length ? t('source_part', { line: lineNumber(from), size: ask.size(bytes.length) }) : '';
}

// Shows a place in the source.
export function show(span, index = 'shown') {
  if (!bytes) return;
  if (span[0] < from || span[0] >= from + WINDOW - 2_000) from = lineStart(Math.max(0, span[0] - LOOKS_BACK));
  if (bytes.length <= WINDOW) from = 0;
  paint(index === 'shown' ? span : null);
  paintedOf = null;
  const mark = byId(`mark-${index}`) ?? byId('mark-shown');
  const pane = byId('source-text');
  for (const other of pane.querySelectorAll('.current')) other.classList.remove('current');
  if (!mark) return;
  mark.classList.add('current');
  pane.parentElement.scrollTop += mark.getBoundingClientRect().top - pane.parentElement.getBoundingClientRect().top - 60;
  // Beside the messages where there is room, else below them.
  const box = pane.parentElement.getBoundingClientRect();
  if (box.top < 0 || box.top > innerHeight * 0.6) byId('source-title').scrollIntoView({ block: 'start' });
  pane.parentElement.focus({ preventScroll: true });
  speak(t('place_shown', { line: lineNumber(span[0]), words: slice(span[0], Math.min(span[1], span[0] + 200)) }));
}

// A field by its name, as a button that leads to it; what has no field stays what the command line calls it.
function toField(name, whole) {
  if (name === 'source') return make('span', { lang: document.documentElement.lang }, `“${t('prove_source')}”`);
  if (!byId(`field-${name}`)) return make('code', { dir: 'ltr' }, whole);
  return make('button', { type: 'button', class: 'to-field', lang: document.documentElement.lang, onclick: () => focusField(name) }, t(`field_${name}`));
}

// Words of the program with fields in place of flags.
function withFields(words) {
  const parts = words.split(/(`?--[a-z-]+(?: [a-z-]+=NUMBER)?`?)/);
  return parts.map((part) => {
    const name = /--([a-z-]+)/.exec(part)?.[1];
    return name ? toField(name, part.replaceAll('`', '')) : part;
  });
}

// An advice of the page's language with fields in place of the names of settings.
const advised = (advice) => advice.split(/(\{[a-z-]+\})/).map((part) => (/^\{.*\}$/.test(part) ? toField(part.slice(1, -1), `--${part.slice(1, -1)}`) : part));

// The words of the article that a message of the program has in it; digests are none.
const quotedIn = (message) => [...message.matchAll(/"((?:[^"\\]|\\.)+)"|“([^”]+)”/g)].map((found) => found[1] ?? found[2]).filter((words) => !words.startsWith('--') && !/^[0-9a-f]{32,}$/.test(words));

// How the place reads in the encodings that it may be in: each is a choice.
function readings({ code, hint }) {
  if (code !== 'undecodable' || !hint || !byId('field-encoding')) return null;
  const found = [...hint.matchAll(/([A-Za-z0-9_-]+) “([^”]*)”/g)];
  return found.length ? make('div', { class: 'readings' }, found.map(([, name, words]) => make('button', { type: 'button', onclick: () => setField('encoding', name) }, `${name}: `, make('bdi', {}, words)))) : null;
}

// A message in the language of the page: what it means, the words of the article in it, and what can be done. What the
// program says of it, in English, stands beside it.
export function inWords(said, ...behind) {
  const known = explanation(said.code);
  const severity = make('span', { class: 'severity' }, t(`severity_${said.severity}`));
  const english = () => make('span', { lang: 'en', dir: 'auto' }, said.message);
  const code = make('span', { class: 'code' }, said.code);
  if (current() === 'en' || !known) {
    const advice = said.hint ? withFields(said.hint) : known ? advised(known.advice) : null;
    return [
      make('p', {}, severity, ' ', english(), ' ', behind),
      advice ? make('p', { class: 'hint', lang: 'en' }, advice) : null,
      readings(said),
      make('p', { class: 'code' }, said.code),
    ];
  }
  const words = quotedIn(said.message);
  return [
    make('p', {}, severity, ' ', known.means, words.map((one) => [' ', make('q', { dir: 'auto', class: 'words-of' }, one)]), ' ', behind),
    make('p', { class: 'hint' }, advised(known.advice)),
    readings(said),
    make('details', { class: 'in-english' }, make('summary', {}, code, ' ', t('in_english')), make('p', { lang: 'en', dir: 'auto' }, said.message, said.hint ? [' — ', withFields(said.hint)] : '')),
  ];
}

function message(said, index) {
  const where = said.line ? make('button', { type: 'button', class: 'place', onclick: () => show(said.span, index) }, t('line', { line: said.line })) : null;
  return make('li', { class: said.severity }, inWords(said, where));
}

// How many there are of each severity, in words.
export const counted = (diagnostics) => ['error', 'warning', 'note'].map((severity) => t(`count_${severity}`, { count: diagnostics.filter((said) => said.severity === severity).length })).join(' · ');

async function messages() {
  const { article } = state;
  const order = { error: 0, warning: 1, note: 2 };
  const list = article.diagnostics.map((said, index) => ({ said, index })).sort((one, other) => order[one.said.severity] - order[other.said.severity]);
  const counts = counted(article.diagnostics);
  // Of very many the first are enough; the others are in what is taken away.
  const shown = list.slice(0, 300).map(({ said, index }) => message(said, index));
  const beside = byId('beside');
  // The source stays where it is; what is said anew stands where the former stood.
  if (!byId('source-text') || beside.dataset.tongue !== current()) {
    beside.dataset.tongue = current();
    paintedOf = null;
    beside.replaceChildren(
      make('div', { class: 'said-list' }),
      make('div', { class: 'source' },
        make('h3', { id: 'source-title' }, t('source_title')),
        make('p', { id: 'source-from', class: 'quiet' }),
        make('div', { class: 'source-scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'source-title' }, make('pre', { id: 'source-text', dir: 'auto' }))),
    );
  }
  const place = beside.querySelector('.said-list');
  const scrolled = place.querySelector('.messages')?.scrollTop ?? 0;
  place.replaceChildren(
    make('p', { class: 'quiet' }, list.length ? counts : t('no_messages')),
    make('ol', { class: 'messages' }, shown),
    list.length > 300 ? make('p', { class: 'quiet' }, t('more_messages', { count: list.length - 300 })) : '');
  place.querySelector('.messages').scrollTop = scrolled;
  const key = `${article.drop}/${article.path}/${article.record?.offset ?? ''}/${article.settings.encoding ?? ''}/${article.settings.lossy ?? ''}`;
  if (loadedOf !== key || !bytes) {
    bytes = null;
    paintedOf = null;
    byId('source-text').replaceChildren();
    if (!article.source || !article.task) return;
    const response = await fetch(ask.fileAddress(article.task, '.source.txt'));
    if (!response.ok || state.article !== article) return;
    bytes = new Uint8Array(await response.arrayBuffer());
    loadedOf = key;
    from = 0;
  }
  const all = `${loadedOf} ${from} ${JSON.stringify(spans())}`;
  if (all !== paintedOf) paint();
  paintedOf = all;
}

export function begin() {
  on('article', () => { bytes = null; loadedOf = null; from = 0; });
  on('said', messages);
  on('explained', () => { if (state.article?.diagnostics) messages(); });
}
