// Step 4: the files as readers see them: pages by the browser's own viewer, chapters in a sandbox, news as source.

import * as ask from './ask.js';
import { say } from './make.js';
import { byId, make, on, state } from './state.js';
import { directionOf, rightsTable, wordsOf } from './understood.js';
import { t } from './words.js';

const VIEWS = ['pdf', 'epub', 'newsml', 'rights'];
let view = 'pdf';
let chapter = 0;
// What is shown already: it is not loaded twice.
let painted = null;

function tabs() {
  const buttons = VIEWS.map((name) => make('button', {
    type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'view', 'aria-selected': String(name === view), tabindex: name === view ? 0 : -1,
    onclick: () => choose(name),
  }, t(`view_${name}`)));
  return make('div', { role: 'tablist', 'aria-label': t('step_see'), class: 'tabs', onkeydown: arrows }, buttons);
}

function choose(name) {
  view = name;
  painted = null;
  paint();
  byId(`tab-${name}`).focus();
}

function arrows(event) {
  const turn = document.documentElement.dir === 'rtl' ? -1 : 1;
  const step = { ArrowRight: turn, ArrowLeft: -turn }[event.key];
  const at = { Home: 0, End: VIEWS.length - 1 }[event.key] ?? (step && (VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length);
  if (at === undefined) return;
  event.preventDefault();
  choose(VIEWS[at]);
}

const fileOf = (format) => state.article.outputs.find((output) => output.format === format);
const absent = () => make('p', { class: 'absent' }, t('no_such_file'));

const TYPE = { min: 6, max: 36 };

// The nearest size of type that there is.
function setType(points) {
  const { font_size: usual } = state.about;
  const size = Number.isFinite(points) && points > 0 ? Math.min(TYPE.max, Math.max(TYPE.min, points)) : usual;
  byId('font-size').value = size;
  say('font-size', size === usual ? '' : size);
}

function pages() {
  const file = fileOf('pdf');
  const { settings, task } = state.article;
  const size = make('select', { id: 'page-size', onchange: (event) => say('page-size', event.target.value) },
    ['', 'a5', 'letter', '120x190mm'].map((value) => make('option', { value, selected: (settings['page-size'] ?? '') === value }, value === '' ? 'A4' : value.toUpperCase().replace('X', ' × ').replace('MM', ' mm'))));
  const type = make('input', { id: 'font-size', type: 'number', ...TYPE, step: 0.5, value: settings['font-size'] ?? state.about.font_size, onchange: (event) => setType(Number(event.target.value)) });
  const choices = make('div', { class: 'choices' },
    make('div', { class: 'field' }, make('label', { for: 'page-size' }, t('page_size')), size),
    make('div', { class: 'field' }, make('label', { for: 'font-size' }, t('font_size')), type));
  return [choices, file ? make('iframe', { class: 'pages', title: t('view_pdf'), src: `${ask.frameAddress(state.about.frames, task, file.file)}#navpanes=0&view=FitH` }) : absent()];
}

function book() {
  const { chapters: [laid], task } = state.article;
  if (!laid) return [absent()];
  chapter = Math.min(chapter, laid.chapters.length - 1);
  const name = (path) => (path.endsWith('article.xhtml') ? t('chapter_article') : path.endsWith('rights.xhtml') ? t('chapter_rights') : path.split('/').pop());
  const buttons = laid.chapters.map((path, index) => make('button', { type: 'button', 'aria-pressed': String(index === chapter), onclick: () => { chapter = index; painted = null; paint(); } }, name(path)));
  return [
    make('div', { class: 'choices' }, buttons),
    make('iframe', { class: 'pages', sandbox: '', title: name(laid.chapters[chapter]), src: ask.frameAddress(state.about.frames, task, `${laid.folder}/${laid.chapters[chapter]}`) }),
  ];
}

// Names, values and text of XML told apart; all of it stays text.
function coloured(xml) {
  const parts = xml.slice(0, 400_000).split(/(<[^>]*>)/);
  return parts.map((part) => (part.startsWith('<') ? make('span', { class: 'tag' }, part) : part));
}

// Each element on a line of its own, deeper where it is deeper, but for those within words.
export function indented(xml) {
  if (/\n {1,4}</.test(xml.slice(0, 4_000))) return xml;
  let depth = 0;
  return xml.replace(/>\s*</g, '>\n<').split('\n').map((line) => {
    if (/^<\//.test(line)) depth = Math.max(0, depth - 1);
    const text = ' '.repeat(depth) + line;
    if (/^<[^!?/][^>]*[^/]>$/.test(line)) depth += 1;
    return text;
  }).join('\n');
}

async function news(place) {
  const file = fileOf('newsml');
  if (!file) { place.replaceChildren(absent()); return; }
  const { task } = state.article;
  const xml = await ask.text(task, file.file);
  if (state.article?.task !== task || view !== 'newsml') return;
  place.replaceChildren(make('div', { class: 'source-scroll tall', tabindex: 0, role: 'region', 'aria-label': t('view_newsml') }, make('pre', { class: 'xml', dir: 'ltr' }, coloured(indented(xml)))));
}

function paint() {
  const place = byId('views');
  if (!state.article?.document) { painted = null; place.replaceChildren(absent()); return; }
  // The rights depend on what is told last; everything else on the file alone.
  const key = view === 'rights' ? null : `${document.documentElement.lang}/${state.article.task}/${view}/${fileOf(view)?.file}`;
  if (key && key === painted && byId('view')) return;
  painted = key;
  const panel = make('div', { id: 'view', role: 'tabpanel', 'aria-labelledby': `tab-${view}`, lang: undefined });
  place.replaceChildren(tabs(), panel);
  if (view === 'pdf') panel.append(...pages());
  if (view === 'epub') panel.append(...book());
  if (view === 'newsml') news(panel).catch(() => panel.replaceChildren(absent()));
  if (view === 'rights') panel.append(rightsTable(state.article.policies[0]?.policy), terms());
}

// The terms once more, beside the table: what the rules were made of.
function terms() {
  const list = state.article.document.rights.terms ?? [];
  return make('ul', {}, list.map((term) => make('li', { lang: term.language, dir: directionOf(term.language) }, wordsOf(term.content))));
}

export function begin() {
  on('article', () => { chapter = 0; painted = null; });
  on('said', () => {
    // Whoever sets the size of type goes on doing so.
    const active = document.activeElement?.id;
    paint();
    if (active && ['page-size', 'font-size'].includes(active)) byId(active)?.focus();
  });
}
