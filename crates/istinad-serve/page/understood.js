// Step 2: what was understood of the article: each value with where it came from, the words, the terms.

import { repeat } from './make.js';
import { byId, make, on, state } from './state.js';
import { counted, inWords, show as showPlace } from './source.js';
import { has, t } from './words.js';

const RTL = /^(ar|fa|he|ur|ps|ckb|ug|yi|az-Arab|sd|dv)(-|$)/i;
export const directionOf = (tag) => (RTL.test(tag ?? '') ? 'rtl' : 'ltr');

// The words of inlines, as text.
export function wordsOf(inlines) {
  return (inlines ?? []).map((inline) => inline.text ?? (inline.type === 'line-break' ? ' ' : wordsOf(inline.content))).join('');
}

function origin(slot) {
  if (!slot?.origin) return null;
  // What an archive says of a capture is given to the reader as what the user says.
  const { record, settings } = state.article;
  const isOfArchive = record && slot.origin === 'option' && !settings['source-url'] && !settings['saved-at'];
  const key = isOfArchive ? 'origin_archive' : `origin_${slot.origin.replace('-', '_')}`;
  return make('span', { class: slot.origin === 'guess' ? 'origin guess' : 'origin' }, has(key) ? t(key) : slot.origin);
}

function place(slot) {
  if (!slot?.span) return null;
  return make('button', { type: 'button', class: 'place', onclick: () => showPlace(slot.span) }, t('show_place'));
}

function fact(key, value, slot, language) {
  if (value === null || value === undefined || value === '') return [];
  const words = make('bdi', language ? { lang: language } : {}, String(value));
  return [make('dt', {}, t(`fact_${key}`)), make('dd', {}, words, ' ', origin(slot), ' ', place(slot))];
}

function missing(key, setting) {
  return [make('dt', {}, t(`fact_${key}`)), make('dd', { class: 'absent' }, t(setting ? 'not_stated_say' : 'not_stated'))];
}

function facts() {
  const { document: it, source, documents, diagnostics } = state.article;
  const place_ = byId('facts');
  if (state.article.end?.how === 'left') {
    place_.replaceChildren(make('p', { class: 'failed' }, t('stopped')), make('button', { type: 'button', onclick: repeat }, t('read_it')));
    return;
  }
  if (!it) {
    const failed = diagnostics?.filter(({ severity }) => severity === 'error') ?? [];
    place_.replaceChildren(failed.length
      ? make('ol', { class: 'messages' }, failed.slice(0, 5).map((said) => make('li', { class: 'error' }, inWords(said))))
      : make('p', { class: 'failed' }, t('nothing_understood')));
    return;
  }
  const language = it.language.value;
  const list = make('dl', { class: 'facts' });
  const rows = [
    fact('headline', it.headline.value, it.headline, language),
    fact('section', it.section?.value, it.section, language),
    it.authors.length ? it.authors.flatMap((author) => fact('author', author.value, author, language)) : missing('author'),
    it.publisher ? fact('publisher', it.publisher.value.name, it.publisher, language) : missing('publisher', true),
    it.published ? fact('published', it.published.value, it.published) : missing('published', true),
    fact('relative_time', it.relative_time?.value, it.relative_time, language),
    fact('modified', it.modified?.value, it.modified),
    fact('saved_at', it.saved_at?.value, it.saved_at),
    it.address ? fact('address', it.address.value, it.address) : missing('address', true),
    fact('language', language, it.language),
    fact('description', it.description?.value, it.description, language),
    fact('subjects', it.subjects.map(({ value }) => value).join(', '), it.subjects[0], language),
    fact('credit', it.credit),
    fact('words', it.words),
    source ? fact('input', `${source.reader}, ${source.encoding}, SHA-256 ${source.sha256.slice(0, 16)}…`) : [],
  ];
  list.append(...rows.flat());
  const open = place_.querySelector('details.body')?.open ?? false;
  place_.replaceChildren(
    diagnostics ? make('p', { class: 'counts' }, make('a', { href: '#messages' }, diagnostics.length ? counted(diagnostics) : t('no_messages'))) : '',
    documents.length > 1 ? make('p', { class: 'quiet' }, t('several_articles', { count: documents.length })) : '',
    list,
    body(it, language, open),
  );
}

const AT_ONCE = 300;

// The words of the article, built where somebody opens them.
function body(it, language, open) {
  const words = make('div', { lang: language, dir: directionOf(language), class: 'words', tabindex: 0, role: 'region', 'aria-label': t('body_as_understood') });
  // Of a very long text so much at once as a browser sets without a stop.
  const some = (from) => {
    const rest = it.body.length > from + AT_ONCE ? make('button', { type: 'button', lang: document.documentElement.lang, onclick: () => { rest.remove(); some(from + AT_ONCE); } }, t('more_of_text')) : '';
    words.append(...blocks(it.body.slice(from, from + AT_ONCE)), rest);
  };
  const fill = () => { if (place.open && !words.firstChild) some(0); };
  const place = make('details', { class: 'body', open, ontoggle: () => fill() }, make('summary', {}, t('body_as_understood')), words);
  fill();
  return place;
}

const INLINE = { emphasis: 'em', strong: 'strong', strikethrough: 's', superscript: 'sup', subscript: 'sub', code: 'code', 'language-span': 'span', link: 'span' };

function inlines(list) {
  return (list ?? []).map((inline) => {
    if (inline.type === 'text') return inline.text;
    if (inline.type === 'line-break') return make('br');
    if (inline.type === 'code') return make('code', {}, inline.text);
    if (inline.type === 'note-reference') return make('sup', {}, '*');
    // A link is shown, and leads nowhere from here.
    const attributes = inline.type === 'link' ? { class: 'link', title: inline.address } : {};
    return make(INLINE[inline.type] ?? 'span', attributes, inlines(inline.content));
  });
}

function blocks(list) {
  return (list ?? []).map((block) => {
    switch (block.type) {
      case 'paragraph': return make('p', {}, inlines(block.content));
      case 'heading': return make('p', { class: 'heading' }, inlines(block.content), block.guessed ? make('span', { class: 'origin guess' }, t('origin_guess')) : '');
      case 'list': return make(block.start === null ? 'ul' : 'ol', {}, block.items.map((item) => make('li', {}, blocks(item.content))));
      case 'block-quote': return make('blockquote', {}, blocks(block.content));
      case 'table': {
        const row = (cells, name) => make('tr', {}, cells.map((cell) => make(name, {}, inlines(cell.content))));
        return make('table', {}, block.head?.length ? row(block.head, 'th') : '', (block.rows ?? []).map((cells) => row(cells, 'td')));
      }
      case 'figure': return make('p', { class: 'figure' }, `▣ ${block.picture ? '' : t('picture_absent')} `, make('span', {}, captionOf(block)));
      case 'code-block': return make('pre', {}, block.text);
      case 'thematic-break': return make('hr');
      default: return '';
    }
  });
}

function captionOf(block) {
  const caption = block.caption ?? [];
  return caption[0]?.type === 'paragraph' ? caption.map(({ content }) => wordsOf(content)).join(' ') : wordsOf(caption);
}

// A meaning in the words of the page, with all that limits it.
export function meaning(it) {
  const name = (key) => key.replaceAll('-', '_');
  // Parts of a meaning that are one of several stand as a property that is called after it: { type: 'share', percent: 30 }.
  const part = Object.keys(it).map((key) => [`${name(it.type)}_${name(key)}`, it[key]]).find(([key, value]) => has(key) && (it.type !== 'delay' || value !== null));
  const instead = part && ['medium', 'purpose'].includes(it.type);
  const general = `meaning_${name(it.type)}`;
  const words = [instead ? t(part[0]) : has(general) ? t(general) : it.type];
  if (part && !instead) words.push(t(part[0], { count: part[1], hours: part[1] }));
  if (it.credit?.by_hyperlink) words.push(t('by_hyperlink'));
  if (it.credit?.open_link) words.push(t('open_link'));
  if (it.credit?.place) words.push(t('at_place', { words: it.credit.place }));
  if (it.credit?.literal) words.push(t('in_words', { words: it.credit.literal }));
  if (it.unless_permitted) words.push(t('unless_permitted'));
  const licence = it.licence?.spdx ?? it.licence?.address;
  const scope = it.scope && it.scope !== 'everything' ? ` (${t(`scope_${it.scope}`)})` : '';
  return words.join(' — ') + (licence ? `: ${licence}` : '') + scope;
}

// The last part of a name that machines use.
const short = (name) => String(name).split(/[/#:]/).pop();

function first(value) { return Array.isArray(value) ? value[0] : value; }

function nameOf(value) {
  const it = first(value);
  if (it === undefined || it === null) return '';
  return short(it['@id'] ?? it['@value'] ?? it);
}

// The rules of a policy, one row each.
export function rules(policy) {
  const rows = [];
  const property = (rule, end) => Object.entries(rule).find(([name]) => name === end || name.endsWith(`/${end}`) || name.endsWith(`#${end}`))?.[1];
  for (const kind of ['permission', 'prohibition', 'obligation']) {
    const list = property(policy ?? {}, kind);
    for (const rule of list === undefined ? [] : [list].flat()) {
      const duties = property(rule, 'duty');
      const limits = property(rule, 'constraint');
      const said = [property(rule, 'source')].flat().filter(Boolean).map((words) => words['@value'] ?? '').filter(Boolean);
      rows.push({
        kind,
        action: nameOf(property(rule, 'action')),
        target: nameOf(property(rule, 'target')) === 'picture' ? t('scope_pictures') : t('scope_article'),
        duties: (duties === undefined ? [] : [duties].flat()).map((duty) => nameOf(property(duty, 'action'))),
        limits: (limits === undefined ? [] : [limits].flat()).map((limit) => ['leftOperand', 'operator', 'rightOperand'].map((part) => nameOf(property(limit, part))).join(' ')),
        said,
      });
    }
  }
  return rows;
}

// The name that machines use stands beside its words, where they are others.
function named(prefix, name) {
  const words = has(`${prefix}_${name}`) ? t(`${prefix}_${name}`) : name;
  return words === name ? name : [words, ' ', make('code', { class: 'for-machines', lang: 'en', dir: 'ltr' }, name)];
}

export function rightsTable(policy) {
  const list = rules(policy);
  if (list.length === 0) return make('p', { class: 'quiet' }, t('machines_told_nothing'));
  const head = ['rule', 'action', 'target', 'duty', 'constraint'].map((key) => make('th', { scope: 'col' }, t(`rule_${key}`)));
  const rows = list.map((rule) => make('tr', { class: rule.kind },
    make('th', { scope: 'row' }, t(`rule_${rule.kind}`)),
    make('td', {}, named('action', rule.action), rule.said.map((words) => make('q', { dir: 'auto', class: 'said' }, words))),
    make('td', {}, rule.target),
    make('td', {}, rule.duties.length ? rule.duties.map((duty, at) => [at ? ', ' : '', named('action', duty)]) : '—'),
    make('td', {}, rule.limits.join('; ') || '—')));
  return make('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('machines_told') }, make('table', { class: 'rights' }, make('caption', {}, t('machines_told')), make('thead', {}, make('tr', {}, head)), make('tbody', {}, rows)));
}

function terms() {
  const { document: it, policies } = state.article;
  const place_ = byId('terms');
  if (!it) { place_.replaceChildren(); return; }
  const { rights } = it;
  const language = it.language.value;
  const list = make('dl', { class: 'facts' });
  list.append(...[
    fact('notice', rights.notice?.value, rights.notice, language),
    fact('holder', rights.holder?.value?.name, rights.holder, language),
    rights.licence ? fact('licence', rights.licence.value.spdx ?? rights.licence.value.address ?? rights.licence.value.name, rights.licence) : [],
    rights.terms_page ? fact('terms_page', rights.terms_page.address?.value ?? t('not_stated_say'), rights.terms_page.address ?? rights.terms_page) : [],
    rights.photo_permission ? fact('photo_permission', rights.photo_permission.reference) : [],
  ].flat());
  const all = rights.terms ?? [];
  const items = all.map((term) => {
    const unread = (term.unread ?? []).length > 0 || term.meanings.length === 0;
    return make('li', {},
      make('blockquote', { lang: term.language, dir: directionOf(term.language) }, wordsOf(term.content)),
      make('ul', { class: 'meanings' },
        term.meanings.map((one) => make('li', {}, meaning(one))),
        unread ? make('li', { class: 'unread' }, t('not_understood'), (term.unread ?? []).map((words) => make('q', { lang: term.language, dir: directionOf(term.language), class: 'said' }, words))) : ''),
      origin(term), ' ', place(term));
  });
  place_.replaceChildren(
    make('h3', {}, t('terms_title')),
    list.children.length ? list : '',
    items.length ? make('ol', { class: 'terms' }, items) : make('p', { class: 'absent' }, t('no_terms')),
    rightsTable(policies[0]?.policy),
  );
}

export function begin() {
  for (const event of ['understood', 'said']) on(event, () => { facts(); terms(); });
  on('explained', () => { if (state.article?.diagnostics && !state.article.document) facts(); });
}
