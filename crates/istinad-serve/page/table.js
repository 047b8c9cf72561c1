// A collection as a table: sorted, filtered, and with no more rows in the page than are seen.

import * as ask from './ask.js';
import { whileStoppable } from './drop.js';
import { openArticle } from './make.js';
import { byId, make, on, speak, state, tell, trouble } from './state.js';
import { meaning } from './understood.js';
import { explanation, has, t } from './words.js';

const ROW = 56;
const BESIDE = 8;
const COLUMNS = ['headline', 'publisher', 'published', 'terms', 'unmet', 'state'];
const UNMET = new Set(['duty-unmet', 'terms-page-missing', 'terms-not-stated', 'terms-unread', 'publication-halted']);

let shown = [];
let order = { column: null, down: false };
let focused = 0;
let pending = 0;

// What the terms mean, in the language of the page, each once.
const termsOf = ({ meanings }) => [...new Set(meanings.map(meaning))].join('; ');

// A line of the manifest as a row.
function row(line) {
  if (line.type === 'article') {
    const said = line.diagnostics ?? [];
    const unmet = said.filter(({ code }) => UNMET.has(code)).length;
    return {
      line,
      headline: line.headline ?? line.address ?? line.input,
      publisher: line.publisher ?? '',
      published: line.published ?? '',
      meanings: line.meanings ?? [],
      unmet,
      state: line.state === 'converted' ? (said.some(({ severity }) => severity === 'warning') ? 'warned' : 'converted') : 'failed',
      fault: said.find(({ severity }) => severity === 'error') ?? null,
      lang: line.language,
    };
  }
  if (line.type === 'skipped' || line.type === 'damage') {
    return { line, headline: line.address ?? line.input, publisher: '', published: '', meanings: [], unmet: 0, state: line.type, why: line.reason ?? line.message };
  }
  return null;
}

// One that was opened before comes with what was `kept` of it: what was said, and its rows if they are there.
export async function openCollection(drop, name, kept = {}) {
  byId('article').hidden = true;
  document.body.classList.add('open');
  state.article = null;
  // Asked now: what is told below makes this collection the one that is kept.
  const hasRows = Boolean(kept.collection);
  state.collection = kept.collection ?? { drop, name, rows: [], task: null, settings: { ...kept.settings }, said: new Map(kept.said), end: null };
  order = { column: null, down: false };
  focused = 0;
  frame();
  tell('article');
  lead();
  if (!hasRows) { await run(); return; }
  refresh();
  tell('collection');
}

// To the collection, from something that is not there any more.
function lead() {
  byId('collection-title').focus({ preventScroll: true });
  byId('collection-title').scrollIntoView({ block: 'start' });
}

async function run() {
  const { collection } = state;
  if (collection.task) ask.forgetTask(collection.task);
  Object.assign(collection, { rows: [], task: null, end: null });
  refresh();
  await whileStoppable(async (signal, progress) => {
    const counts = () => ({ articles: collection.rows.filter((one) => one.line.type === 'article').length, others: collection.rows.filter((one) => one.line.type !== 'article').length });
    progress(t('reading_collection', { articles: 0, others: 0 }));
    let spoken = 0;
    const asked = { kind: 'collection', drop: collection.drop, settings: collection.settings };
    try {
      const end = await ask.work(asked, (line) => {
        if (line.type === 'task') collection.task = line.task;
        const one = row(line);
        if (!one) return;
        collection.rows.push(one);
        if (state.collection !== collection) return;
        cancelAnimationFrame(pending);
        pending = requestAnimationFrame(() => {
          progress(t('reading_collection', counts()));
          refresh();
          if (collection.rows.length >= spoken + 100) { spoken = collection.rows.length; speak(t('reading_collection', counts())); }
        });
      }, signal);
      collection.end = end;
      trouble(ask.reasonOf(end, state.about.patience));
      if (end.how === 'done' && collection.rows.length === 0) trouble(ask.complaint(end.complaint) || t('error_nothing_in_it', { name: collection.name }));
    } catch (error) {
      // What was made until it was stopped can be taken away.
      collection.end = { how: 'left' };
      throw error;
    } finally {
      // One that was left for another has nothing more to show.
      if (state.collection === collection) {
        cancelAnimationFrame(pending);
        refresh();
        speak(collection.end?.how === 'done' ? t('collection_read', counts()) : t('table_stopped'));
        tell('collection');
        if (document.activeElement === document.body || document.activeElement === byId('stop')) byId('collection-title').focus({ preventScroll: true });
      }
      document.documentElement.dataset.collected = String(Number(document.documentElement.dataset.collected ?? 0) + 1);
    }
  });
}

// The table without its rows.
function frame() {
  const place = byId('collection');
  place.hidden = false;
  const sorted = (column) => (order.column === column ? { 'aria-sort': order.down ? 'descending' : 'ascending' } : {});
  const heads = COLUMNS.map((column) => make('th', { scope: 'col', 'data-column': column, ...sorted(column) },
    make('button', { type: 'button', onclick: () => sort(column) }, t(`column_${column}`))));
  const states = ['all', 'converted', 'warned', 'failed', 'unmet', 'skipped'];
  place.replaceChildren(
    make('h3', { id: 'collection-title', tabindex: -1 }, make('bdi', {}, state.collection.name)),
    ofAll(),
    make('div', { class: 'filters' },
      make('div', { class: 'field' }, make('label', { for: 'filter-words' }, t('filter_words')), make('input', { id: 'filter-words', type: 'search', dir: 'auto', oninput: refresh })),
      make('div', { class: 'field' }, make('label', { for: 'filter-state' }, t('filter_state')),
        make('select', { id: 'filter-state', onchange: refresh }, states.map((name) => make('option', { value: name }, t(`state_${name}`)))))),
    make('p', { id: 'table-stopped', class: 'failed', hidden: true }, t('table_stopped'), ' ', make('button', { type: 'button', onclick: run }, t('convert_again'))),
    make('p', { id: 'table-count', class: 'quiet', role: 'status' }),
    make('div', { id: 'table-scroll', class: 'table-scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'collection-title', onscroll: paint, onkeydown: keys },
      make('table', { id: 'table', class: 'rows' }, make('thead', {}, make('tr', { 'aria-rowindex': 1 }, heads)), make('tbody', {}))),
    make('div', { id: 'collection-take', class: 'collection-take' }),
  );
}

function sort(column) {
  order = { column, down: order.column === column ? !order.down : false };
  for (const head of document.querySelectorAll('#table th[data-column]')) {
    if (head.dataset.column === column) head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }
  refresh();
}

// Letters without their size and marks: whoever looks for ICRA or sehifede finds İcra and səhifədə, whatever the browser speaks.
const folded = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ə', 'e');

// What is looked for in a row, folded once for each language of the page.
function foundIn(one) {
  const { lang } = document.documentElement;
  if (one.folded?.lang !== lang) one.folded = { lang, words: folded(`${one.headline} ${one.publisher} ${one.published} ${termsOf(one)} ${one.line.address ?? one.line.input}`) };
  return one.folded.words;
}

// What of the collection is shown, and in which order.
function refresh() {
  const { collection } = state;
  if (!collection || !byId('table')) return;
  const words = folded(byId('filter-words').value.trim());
  const wanted = byId('filter-state').value;
  const isWanted = (one) => {
    if (wanted === 'unmet' ? one.unmet === 0 : wanted === 'skipped' ? !['skipped', 'damage'].includes(one.state) : wanted !== 'all' && one.state !== wanted) return false;
    return !words || foundIn(one).includes(words);
  };
  shown = collection.rows.filter(isWanted);
  if (order.column) {
    const { column, down } = order;
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const sorted = new Map(shown.map((one) => [one, column === 'terms' ? termsOf(one) : one[column]]));
    const by = column === 'unmet' ? (one, other) => one.unmet - other.unmet : (one, other) => collator.compare(sorted.get(one), sorted.get(other));
    shown = [...shown].sort((one, other) => (down ? -by(one, other) : by(one, other)));
  }
  const isEmpty = collection.rows.length === 0 && collection.end !== null;
  for (const part of byId('collection').querySelectorAll('.filters, .more, #table-count, #table-scroll, #collection-take')) part.hidden = isEmpty;
  byId('table-stopped').hidden = isEmpty || collection.end === null || collection.end.how === 'done';
  byId('table-count').textContent = t('table_count', { shown: shown.length, all: collection.rows.length });
  byId('table').setAttribute('aria-rowcount', shown.length + 1);
  focused = Math.min(focused, Math.max(0, shown.length - 1));
  // No higher than its rows, its head and the bar that scrolls it sideways.
  byId('table-scroll').style.height = `min(32rem, 70vh, ${(shown.length + 1) * ROW + 20}px)`;
  paint();
}

const opens = (one) => ['converted', 'warned', 'failed'].includes(one.state);

// A press anywhere in a row opens it, but not one that ends a selection.
function press(event, one) {
  if (!event.target.closest('button') && document.getSelection().isCollapsed) openRow(one);
}

function cell(one, column) {
  if (column === 'headline') {
    const from = one.line.address ?? one.line.input;
    return [
      opens(one) ? make('button', { type: 'button', class: 'open', lang: one.lang, dir: 'auto', tabindex: -1, onclick: () => openRow(one) }, one.headline) : make('span', { dir: 'auto' }, one.headline),
      from === one.headline ? '' : make('span', { class: 'from', title: from }, state.collection.said.has(keyOf(one.line)) ? [make('span', { class: 'kept' }, t('badge_said')), ' · '] : '', make('bdi', {}, from)),
    ];
  }
  if (column === 'state') return make('span', { class: `state ${one.state}` }, t(`state_${one.state}`));
  if (column === 'terms' && one.state !== 'converted' && one.state !== 'warned') return why(one);
  if (column === 'unmet') return one.unmet ? String(one.unmet) : '';
  if (column === 'published') return one.published.slice(0, 16).replace('T', ' ');
  if (column === 'terms') return make('bdi', { title: termsOf(one) }, termsOf(one));
  return make('bdi', {}, one[column]);
}

// Why there are no terms: what went wrong, or why it was passed over.
function why({ fault, why: reason }) {
  const words = (fault && explanation(fault.code)?.means) ?? fault?.message;
  if (words) return make('span', { class: 'why-not', title: `${words} ${fault.message}` }, words);
  const key = `reason_${reason?.replaceAll('-', '_')}`;
  return has(key) ? make('span', { class: 'why-not', title: t(key) }, t(key)) : make('span', { class: 'why-not', lang: 'en', title: reason ?? '' }, reason ?? '');
}

// The rows that are seen, and a few beside them.
function paint() {
  const scroll = byId('table-scroll');
  if (!scroll) return;
  const first = Math.max(0, Math.floor(scroll.scrollTop / ROW) - BESIDE);
  const last = Math.min(shown.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / ROW) + BESIDE);
  const space = (rows) => {
    const spacer = make('tr', { class: 'spacer', 'aria-hidden': 'true' }, make('td', { colspan: COLUMNS.length }));
    spacer.style.height = `${rows * ROW}px`;
    return rows > 0 ? spacer : null;
  };
  const rows = shown.slice(first, last).map((one, index) => {
    const at = first + index;
    const names = [at === focused ? 'at' : '', opens(one) ? 'opens' : ''].filter(Boolean).join(' ');
    return make('tr', { 'aria-rowindex': at + 2, 'data-at': at, class: names, ...(opens(one) ? { onclick: (event) => press(event, one) } : {}) }, COLUMNS.map((column) => make('td', { class: column }, cell(one, column))));
  });
  const body = byId('table').tBodies[0];
  const had = body.contains(document.activeElement);
  body.replaceChildren(...[space(first), ...rows, space(shown.length - last)].filter(Boolean));
  const button = body.querySelector(`tr[data-at="${focused}"] button.open`);
  if (button) { button.tabIndex = 0; if (had) button.focus({ preventScroll: true }); }
}

function keys(event) {
  if (event.target.closest('thead')) return;
  const page = Math.max(1, Math.floor(byId('table-scroll').clientHeight / ROW) - 2);
  const move = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
  if (move === undefined) {
    if (event.key === 'Enter' && event.target === byId('table-scroll') && shown[focused]) openRow(shown[focused]);
    return;
  }
  event.preventDefault();
  focused = Math.max(0, Math.min(shown.length - 1, focused + move));
  const scroll = byId('table-scroll');
  const top = focused * ROW;
  if (top < scroll.scrollTop) scroll.scrollTop = top;
  if (top + 3 * ROW > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + 3 * ROW - scroll.clientHeight;
  paint();
  byId('table').querySelector(`tr[data-at="${focused}"] button.open`)?.focus({ preventScroll: true });
}

// What tells an article of a collection from all others, also when it is read again.
const keyOf = ({ input, offset, index, part }) => [input, offset ?? '', index ?? '', part ?? ''].join('|');

// What is said of an article of a collection is there when one comes back to it.
function remember() {
  const { article, collection } = state;
  if (!article?.key || !collection) return;
  const own = Object.fromEntries(Object.entries(article.settings).filter(([name, value]) => collection.settings[name] !== value));
  if (Object.keys(own).length) collection.said.set(article.key, own);
  else collection.said.delete(article.key);
}

function openRow(one) {
  const { line } = one;
  focused = Math.max(0, shown.indexOf(one));
  const record = line.offset === undefined ? null : { offset: line.offset, index: line.index ?? 0, part: line.part ?? null, address: line.address };
  openArticle({ drop: state.collection.drop, path: line.input, record, settings: { ...state.collection.settings, ...state.collection.said.get(keyOf(line)) } });
  state.article.key = keyOf(line);
}

// What holds for every article of the collection; said, it is made again.
function ofAll() {
  const fields = ['publisher', 'provider', 'lang', 'photo-permission', 'date'].map((name) => make('div', { class: 'field' },
    make('label', { for: `all-${name}` }, t(`field_${name}`)),
    make('input', { id: `all-${name}`, type: 'text', dir: 'auto', autocomplete: 'off', spellcheck: 'false', value: state.collection.settings[name] ?? '', 'aria-describedby': `all-${name}-why` }),
    make('p', { class: 'why', id: `all-${name}-why` }, t(`why_${name}`))));
  const again = () => {
    for (const input of document.querySelectorAll('#collection input[id^="all-"]')) {
      const name = input.id.slice(4);
      if (input.value.trim()) state.collection.settings[name] = input.value.trim();
      else delete state.collection.settings[name];
    }
    run();
  };
  return make('details', { class: 'more' }, make('summary', {}, t('known_of_all')), fields, make('button', { type: 'button', class: 'main-button', onclick: again }, t('convert_again')));
}

// From an article back to the table, and on to its neighbours there.
function paths() {
  const place = byId('paths');
  const { article, collection } = state;
  place.hidden = !collection || !article;
  if (place.hidden) return;
  const open = shown.filter(({ state: how }) => ['converted', 'warned', 'failed'].includes(how));
  const at = open.findIndex(({ line }) => line.input === article.path && (line.offset ?? null) === (article.record?.offset ?? null) && (line.index ?? 0) === (article.record?.index ?? 0));
  const step = (by, key) => make('button', { type: 'button', disabled: !open[at + by] || at < 0, onclick: () => openRow(open[at + by]) }, t(key));
  const back = () => {
    paint();
    byId('collection').scrollIntoView({ block: 'start' });
    (byId('table').querySelector(`tr[data-at="${focused}"] button.open`) ?? byId('table-scroll')).focus({ preventScroll: true });
  };
  place.replaceChildren(make('button', { type: 'button', onclick: back }, t('to_table')), step(-1, 'previous'), step(1, 'next'));
}

export function begin() {
  on('article', paths);
  on('said', remember);
  on('explained', () => { if (state.collection) paint(); });
  on('tongue', () => {
    if (!state.collection) return;
    // What was asked of the table holds in every language.
    const filters = ['filter-words', 'filter-state'].map((id) => [id, byId(id)?.value]);
    frame();
    for (const [id, value] of filters) if (value) byId(id).value = value;
    refresh();
    paths();
    tell('collection');
  });
}
