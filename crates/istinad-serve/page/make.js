// An article is made anew whenever something is said of it, and step 3: the fields in which it is said.

import * as ask from './ask.js';
import { whileSlow } from './drop.js';
import { byId, make, on, speak, state, tell, trouble } from './state.js';
import { has, t } from './words.js';

// Every field, in the order in which people know things. `first` is always shown; the others where they are called for.
const FIELDS = [
  { name: 'source-url', type: 'url', first: true },
  { name: 'published', type: 'text', first: true },
  { name: 'publisher', type: 'text', first: true },
  { name: 'saved-at', type: 'text' },
  { name: 'terms-url', type: 'url' },
  { name: 'lang', type: 'text' },
  { name: 'photo-permission', type: 'text' },
  { name: 'provider', type: 'text' },
  { name: 'date', type: 'text' },
  { name: 'from', type: 'select' },
  { name: 'encoding', type: 'text' },
  { name: 'lossy', type: 'checkbox' },
  { name: 'allow-withheld', type: 'checkbox' },
];
// How long a pause in typing means that something was said.
const PAUSE = 120;
const TIMES = ['published', 'saved-at', 'date'];

let running = null;
let pause = 0;
// What is said while it is being made is taken up when that is done; what takes long is given up for it.
const SOON = 400;
let begun = 0;
let again = false;

// What was said and can be taken: what was refused stands in its field, and in nothing that is made.
export const stated = ({ settings, refused }) => Object.fromEntries(Object.entries(settings).filter(([name]) => !refused.has(name)));

// Opens an article: of a drop, or of a record of an archive in it.
export async function openArticle({ drop, path, record = null, settings = {}, isPasted = false }) {
  state.article = { drop, path, record, settings: { ...settings }, refused: new Map(), name: path, isPasted };
  // What was understood of another one is never seen under this one's name.
  byId('article').classList.add('coming');
  byId('article').hidden = false;
  document.body.classList.add('open');
  byId('article-name').textContent = record?.address ?? path;
  fields();
  tell('article');
  byId('article').scrollIntoView({ block: 'start' });
  await run();
  // What was not understood is shown as well.
  if (state.article?.end && byId('article').contains(byId('understood-title'))) {
    const heading = byId('understood-title');
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    byId('article').scrollIntoView({ block: 'start' });
  }
}

// Says something of the article, and has it made anew.
export function say(name, value) {
  const { settings, refused } = state.article;
  refused.delete(name);
  state.article.last = name;
  if (value === '' || value === false || value === null) delete settings[name];
  else settings[name] = value;
  run();
}

async function run() {
  const article = state.article;
  clearTimeout(pause);
  if (running && running.article === article && performance.now() - begun < SOON) { again = true; return; }
  again = false;
  running?.abort();
  const own = new AbortController();
  own.article = article;
  running = own;
  const former = article.task;
  const start = performance.now();
  begun = start;
  const said = { source: null, documents: [], outputs: [], policies: [], chapters: [], diagnostics: [], task: null };
  const asked = { kind: 'article', drop: article.drop, path: article.path, settings: stated(article) };
  if (article.record) asked.record = article.record;
  byId('article').setAttribute('aria-busy', 'true');
  let end;
  const soon = whileSlow(own);
  try {
    end = await ask.work(asked, (line) => {
      take(said, line);
      // What was understood is shown before the files are made of it.
      if (line.type === 'document' && said.documents.length === 1 && running === own && state.article === article && article.document) {
        Object.assign(article, { document: line, source: said.source, documents: said.documents });
        article.understood = performance.now() - start;
        tell('understood');
      }
    }, own.signal);
  } catch (error) {
    if (error.name !== 'AbortError' && state.article === article) trouble(error.message);
    if (running === own) {
      running = null;
      byId('article').removeAttribute('aria-busy');
      if (state.article === article && !article.document) stopped(article);
    }
    return;
  } finally {
    soon.over();
  }
  if (running !== own || state.article !== article) return;
  running = null;
  byId('article').removeAttribute('aria-busy');
  const reason = ask.reasonOf(end, state.about.patience);
  // What names no setting is about the one that was said last.
  const wrong = end.code === 2 ? ask.complainedOf(end.complaint) ?? article.last : null;
  if (wrong && wrong in asked.settings) {
    // Said anew meanwhile, it may be right by now; what else was said holds without it.
    if (String(asked.settings[wrong]) === String(article.settings[wrong])) article.refused.set(wrong, reason);
    if (said.task) ask.forgetTask(said.task);
    run();
    return;
  }
  marks();
  const elsewhere = [...article.refused].filter(([name]) => !fieldOf(name)).map(([, sentence]) => sentence);
  trouble(reason ?? (elsewhere.join('\n') || null));
  byId('article').classList.remove('coming');
  const [document_] = said.documents;
  const order = state.about.formats.map(({ name }) => name);
  said.outputs.sort((one, other) => order.indexOf(one.format) - order.indexOf(other.format));
  // All files of an article, or none.
  if (said.documents.length < 2 && said.diagnostics.some(({ severity }) => severity === 'error')) Object.assign(said, { outputs: [], chapters: [] });
  Object.assign(article, said, { document: document_ ?? null, end });
  article.milliseconds = performance.now() - start;
  explain();
  tell('said');
  // The frames show the new one now.
  if (former) setTimeout(() => ask.forgetTask(former), 3000);
  const count = article.diagnostics.filter(({ severity }) => severity !== 'note').length;
  speak(document_ ? t('made', { files: said.outputs.length, messages: count }) : t('not_made'));
  document.documentElement.dataset.made = String(Number(document.documentElement.dataset.made ?? 0) + 1);
  if (again) run();
}

// What was stopped before anything of it was understood.
function stopped(article) {
  Object.assign(article, { document: null, documents: [], outputs: [], policies: [], chapters: [], diagnostics: [], end: { how: 'left' } });
  byId('article').classList.remove('coming');
  tell('said');
  const heading = byId('understood-title');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// Has it made once more, as it is.
export const repeat = () => run();

function take(said, line) {
  switch (line.type) {
    case 'task': said.task = line.task; break;
    case 'source': said.source = line; break;
    case 'document': said.documents.push(line); break;
    case 'output': said.outputs.push(line); break;
    case 'policy': said.policies.push(line); break;
    case 'chapters': said.chapters.push(line); break;
    case 'diagnostic': said.diagnostics.push(line); break;
    default:
  }
}

const idOf = (name) => `field-${name}`;

// The fields of the article, with what was said in them.
function fields() {
  const { settings } = state.article;
  const more = make('details', { class: 'more' }, make('summary', {}, t('more_fields')));
  const form = byId('fields');
  form.replaceChildren();
  for (const field of FIELDS) (field.first ? form : more).append(one(field, settings[field.name]));
  form.append(more);
  marks();
  form.onsubmit = (event) => event.preventDefault();
}

function one({ name, type }, value) {
  const id = idOf(name);
  let input;
  if (type === 'select') {
    const none = make('option', { value: '' }, t('by_its_content'));
    const options = (state.about?.readers ?? []).map((reader) => make('option', { value: reader }, reader));
    input = make('select', { id }, none, options);
  } else if (type === 'checkbox') {
    input = make('input', { id, type });
  } else {
    input = make('input', { id, type: 'text', inputmode: type === 'url' ? 'url' : undefined, dir: 'auto', autocomplete: 'off', spellcheck: 'false', placeholder: has(`example_${name}`) ? t(`example_${name}`) : undefined });
  }
  if (type === 'checkbox') input.checked = value === true;
  else input.value = value ?? '';
  input.setAttribute('aria-describedby', `${id}-why ${id}-wrong`);
  const said = () => (type === 'checkbox' ? input.checked : TIMES.includes(name) ? time(input.value.trim()) : input.value.trim());
  input.addEventListener('change', () => { clearTimeout(pause); if (TIMES.includes(name)) input.value = said(); if ((state.article.settings[name] ?? (type === 'checkbox' ? false : '')) !== said()) say(name, said()); });
  if (type !== 'checkbox' && type !== 'select') {
    input.addEventListener('input', () => {
      clearTimeout(pause);
      // Half an address or half a time is nothing to be told about.
      pause = setTimeout(() => { if (isWhole(name, said())) say(name, said()); }, PAUSE);
    });
  }
  const label = make('label', { for: id }, t(`field_${name}`));
  const badge = make('span', { class: 'badge', hidden: true });
  const why = make('p', { class: 'why', id: `${id}-why` }, t(`why_${name}`));
  const wrong = make('p', { class: 'wrong', id: `${id}-wrong`, role: 'alert', hidden: true });
  return make('div', { class: `field ${type}`, 'data-field': name }, make('div', { class: 'label' }, label, badge), input, why, wrong);
}

// A day as it is written where the page's languages are spoken, 24.06.2026 or 24.06.2026 14:05, in the form that files have.
function time(words) {
  const [, day, month, year, clock] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(words) ?? [];
  if (!year) return words;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock ? `T${clock.replace(/^(\d):/, '0$1:')}` : ''}`;
}

function isWhole(name, value) {
  if (value === '') return true;
  if (['source-url', 'terms-url'].includes(name)) return /^https?:\/\/[^\s/]+\.[^\s/.]{2,}/i.test(value);
  if (TIMES.includes(name)) return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(value);
  if (name === 'lang') return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value);
  return name !== 'encoding' || value.length > 3;
}

const fieldOf = (name) => document.querySelector(`#fields [data-field="${CSS.escape(name)}"]`);

// What was refused is said at its field.
function marks() {
  const { refused } = state.article;
  for (const field of document.querySelectorAll('#fields [data-field]')) {
    const { field: name } = field.dataset;
    const reason = refused.get(name);
    mark(field, reason && (TIMES.includes(name) ? t('wrong_time') : reason.replace(/^invalid value .*? for '.*?': /, '')), !TIMES.includes(name));
  }
}

function mark(field, sentence, isEnglish) {
  const wrong = field.querySelector('.wrong');
  wrong.hidden = !sentence;
  // What was said already is not said again to whoever listens.
  if (wrong.textContent !== (sentence ?? '')) wrong.textContent = sentence ?? '';
  wrong.lang = isEnglish ? 'en' : document.documentElement.lang;
  const input = field.querySelector('input, select');
  if (sentence) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

// What each field is called for: what is missing, what was guessed, what a message asks for.
function explain() {
  onlySource();
  const { document: document_, diagnostics, settings, refused } = state.article;
  const missing = new Set((document_?.missing ?? []).flatMap((one) => one.settings));
  const asked = new Set(diagnostics.filter(({ severity }) => severity !== 'note').flatMap((one) => one.settings ?? []));
  const guessed = new Set();
  const slots = { 'source-url': document_?.address, published: document_?.published, publisher: document_?.publisher, lang: document_?.language };
  for (const [name, slot] of Object.entries(slots)) if (slot?.origin === 'guess') guessed.add(name);
  for (const field of document.querySelectorAll('#fields [data-field]')) {
    const { field: name } = field.dataset;
    const isSaid = name in settings && !refused.has(name);
    const key = isSaid ? 'badge_said' : missing.has(name) ? 'badge_missing' : guessed.has(name) ? 'badge_guessed' : asked.has(name) ? 'badge_asked' : null;
    const badge = field.querySelector('.badge');
    badge.hidden = key === null;
    badge.textContent = key ? t(key) : '';
    badge.className = `badge ${key ?? ''}`;
    const input = field.querySelector('input[type="text"]');
    const known = slots[name]?.value?.name ?? slots[name]?.value;
    if (input && typeof known === 'string' && !isSaid) input.placeholder = known;
    // What is called for stands among the first.
    const more = byId('fields').querySelector('.more');
    if (key && key !== 'badge_said' && field.parentElement === more) byId('fields').insertBefore(field, more);
  }
}

const ONLY_SOURCE = { author: 'fact_author', 'copyright holder': 'fact_holder', terms: 'fact_terms' };

// What no field can say.
function onlySource() {
  const list = (state.article.document?.missing ?? []).filter(({ settings, what }) => settings.length === 0 && what in ONLY_SOURCE);
  const words = list.map(({ what }) => t(ONLY_SOURCE[what])).join(', ');
  byId('only-source').hidden = list.length === 0;
  byId('only-source').textContent = t('only_source', { list: words });
}

// Says something in a field, as if it were typed.
export function setField(name, value) {
  byId(idOf(name)).value = value;
  focusField(name);
  say(name, value);
}

// Leads to a field.
export function focusField(name) {
  const input = byId(idOf(name));
  if (!input) return;
  input.closest('details')?.setAttribute('open', '');
  input.focus();
  input.scrollIntoView({ block: 'center' });
}

export function begin() {
  on('tongue', () => { if (state.article) { fields(); explain(); tell('said'); } });
}
