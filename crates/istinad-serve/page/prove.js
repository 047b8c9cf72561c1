// Step 6: files that somebody sent, and perhaps their source: what each says of itself, and where they differ.

import * as ask from './ask.js';
import { walk, whileStoppable } from './drop.js';
import { stated } from './make.js';
import { byId, make, on, speak, state, trouble } from './state.js';
import { inWords } from './source.js';
import { rightsTable } from './understood.js';
import { t } from './words.js';

// Each of the files is { name, files: [{ path, file }] }: one file, or a package with all that is in its folder.
const kept = { files: [], source: null, settings: {} };
const FIELDS = ['source-url', 'published', 'saved-at', 'publisher', 'lang', 'terms-url', 'photo-permission'];

const alone = (file) => ({ name: file.name, files: [{ path: file.name, file }] });

// A folder that is a package is proved as one; of any other folder, every file.
async function dropped(transfer) {
  const all = [];
  for (const entry of [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean)) {
    const files = [];
    await walk(entry, '', files);
    const isPackage = entry.isDirectory && files.some(({ path }) => [`${entry.name}/bagit.txt`, `${entry.name}/METS.xml`].includes(path));
    all.push(...isPackage ? [{ name: entry.name, files }] : files.map(({ file }) => alone(file)));
  }
  return all;
}

function zone(id, multiple, label, taken) {
  // The browser's own button speaks the browser's language: it is there, and ours is seen.
  const input = make('input', { type: 'file', id, multiple, hidden: true, 'aria-label': label, onchange: (event) => taken([...event.target.files].map(alone)) });
  const place = make('div', { class: 'zone small', 'data-own-drop': '' },
    make('h3', { id: `${id}-title` }, label), input,
    make('button', { type: 'button', 'aria-describedby': `${id}-title ${id}-names`, onclick: () => input.click() }, t(multiple ? 'choose_files' : 'choose_file')),
    make('p', { id: `${id}-names`, class: 'quiet' }, make('bdi', {}, t('nothing_chosen'))));
  place.addEventListener('dragover', (event) => { event.preventDefault(); place.classList.add('over'); });
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  place.addEventListener('drop', (event) => { event.preventDefault(); place.classList.remove('over'); dropped(event.dataTransfer).then(taken); });
  return place;
}

function names(id, files) {
  byId(`${id}-names`).replaceChildren(make('bdi', {}, files.length ? files.map(({ name }) => name).join(', ') : t('nothing_chosen')));
}

function frame() {
  const fields = FIELDS.map((name) => {
    const input = make('input', { id: `prove-${name}`, type: 'text', dir: 'auto', value: kept.settings[name] ?? '', onchange: (event) => { kept.settings[name] = event.target.value.trim(); } });
    return make('div', { class: 'field' }, make('label', { for: `prove-${name}` }, t(`field_${name}`)), input);
  });
  byId('proof').replaceChildren(
    make('p', { class: 'quiet' }, t('prove_hint')),
    make('div', { class: 'zones' },
      zone('prove-files', true, t('prove_files'), (files) => { kept.files = files; names('prove-files', files); }),
      zone('prove-source', false, t('prove_source'), (files) => { kept.source = files[0]?.files[0].file ?? null; names('prove-source', files.slice(0, 1)); })),
    make('p', {}, make('button', { type: 'button', id: 'prove-own', hidden: true, onclick: own }, t('prove_own'))),
    make('details', { class: 'more' }, make('summary', {}, t('prove_said')), make('p', { class: 'quiet' }, t('prove_said_hint')), fields),
    make('button', { type: 'button', id: 'prove-go', class: 'main-button', onclick: go }, t('prove_go')),
    make('div', { id: 'reports' }));
  names('prove-files', kept.files);
  names('prove-source', kept.source ? [kept.source] : []);
  offer();
}

// The files that were just made, with the article that is open, can be proved as well.
function offer() {
  const button = byId('prove-own');
  if (button) button.hidden = !(state.article?.outputs?.length > 0 && !state.article.record);
}

async function own() {
  await whileStoppable(async (signal) => {
    const { article } = state;
    const get = async (address, name) => new File([await (await fetch(address, { signal })).blob()], name);
    kept.files = (await Promise.all(article.outputs.map((output) => get(ask.fileAddress(article.task, output.file), output.file)))).map(alone);
    names('prove-files', kept.files);
    await prove({ drop: article.drop, source: article.path, settings: stated(article) }, signal);
  });
}

async function go() {
  if (kept.files.length === 0) { trouble(t('error_no_files')); return; }
  trouble(null);
  await whileStoppable((signal, progress) => {
    // Most is proved at once.
    const later = setTimeout(() => progress(t('working')), 500);
    return prove(null, signal).finally(() => clearTimeout(later));
  });
}

async function prove(article, signal) {
  const drop = article?.drop ?? await ask.makeDrop();
  // In a folder of their own, apart from what an article of the same name is called.
  const folder = `.proved-${Date.now()}`;
  const files = [];
  const safe = (path) => path.replace(/[\\:*?"<>|]/g, '_');
  for (const [index, one] of kept.files.entries()) {
    for (const { path, file } of one.files) await ask.keep(drop, `${folder}/${index}/${safe(path)}`, file, signal);
    files.push(`${folder}/${index}/${safe(one.name)}`);
  }
  let source = article?.source ?? null;
  if (!article && kept.source) {
    source = `source/${safe(kept.source.name)}`;
    await ask.keep(drop, source, kept.source, signal);
  }
  const settings = article ? article.settings : source ? kept.settings : {};
  const reports = [];
  let task = null;
  const end = await ask.work({ kind: 'prove', drop, files, source, settings }, (line) => {
    if (line.type === 'task') task = line.task;
    else reports.push(line);
  }, signal);
  trouble(ask.reasonOf(end, state.about.patience));
  byId('reports').replaceChildren(...reports.map((line) => report(line, Boolean(source))));
  const checks = reports.filter(({ type }) => ['check', 'package'].includes(type));
  const proved = checks.filter((line) => line.proved).length;
  speak(t('proved_count', { proved, all: checks.length }));
  byId('reports').firstElementChild?.querySelector('h3')?.focus();
  document.documentElement.dataset.proved = String(Number(document.documentElement.dataset.proved ?? 0) + 1);
  if (task) ask.forgetTask(task);
  if (!article) ask.forgetDrop(drop);
}

const bare = (path) => path.split('/').pop();

function report(line, hasSource) {
  if (line.type === 'diagnostic') {
    return make('article', { class: 'report not' }, make('h3', { tabindex: -1 }, make('bdi', {}, bare(line.file))), make('div', { class: 'messages' }, inWords(line)));
  }
  if (line.type === 'package') return packed(line);
  const verdict = line.type === 'page'
    ? t(line.proved ? 'page_proved' : 'page_not_proved', { kept: line.kept, words: line.words })
    : t(line.proved ? (hasSource ? 'proved_source' : 'proved_alone') : line.words_proved ? 'words_proved_only' : 'not_proved');
  const rows = line.type === 'page' ? [] : [
    ['format', line.claims?.join(', ')], ['maker', line.maker], ['headline', line.title], ['language', line.language], ['address', line.source], ['published', line.published],
    ['holder', line.holder], ['notice', line.notice], ['terms', (line.terms?.length ? line.terms : line.rights ?? []).join(' · ')], ['licence', line.licence?.name ?? line.licence?.address],
    ['photo_permission', line.photo_permission], ['words', line.words], ['digest', line.computed_digest === line.stated_digest?.toLowerCase() ? t('digest_as_stated', { digest: line.computed_digest.slice(0, 16) }) : t('digest_not_stated', { digest: line.computed_digest?.slice(0, 16) })],
  ].filter(([, value]) => value !== null && value !== undefined && value !== '');
  return make('article', { class: line.proved ? 'report proved' : 'report not' },
    make('h3', { tabindex: -1 }, make('bdi', {}, bare(line.file))),
    make('p', { class: 'verdict' }, verdict),
    (line.findings ?? []).length ? make('ol', { class: 'messages' }, line.findings.map(finding)) : '',
    rows.length ? make('details', {}, make('summary', {}, t('says_of_itself')),
      make('dl', { class: 'facts' }, rows.flatMap(([key, value]) => [make('dt', {}, t(`fact_${key}`)), make('dd', {}, make('bdi', {}, String(value)))])),
      line.policy ? rightsTable(line.policy) : '') : '');
}

// A package says of itself what its standard has it say, in the words of that standard.
function packed(line) {
  const row = (name, value, words) => [make('dt', words ? { lang: 'en' } : {}, name), make('dd', words ? { lang: words } : {}, make('bdi', {}, value))];
  return make('article', { class: line.proved ? 'report proved' : 'report not' },
    make('h3', { tabindex: -1 }, make('bdi', {}, bare(line.file))),
    make('p', { class: 'verdict' }, t(line.proved ? 'package_proved' : 'not_proved')),
    (line.findings ?? []).length ? make('ol', { class: 'messages' }, line.findings.map(finding)) : '',
    make('details', {}, make('summary', {}, t('says_of_itself')), make('dl', { class: 'facts' },
      row(t('fact_format'), `${{ bagit: 'BagIt', 'eark-csip': 'E-ARK CSIP' }[line.standard] ?? line.standard} ${line.version ?? ''}`),
      row(t('fact_files'), `${line.files} (${ask.size(line.bytes)})`),
      (line.info ?? []).map(({ name, value }) => row(name, value, 'und')),
      (line.rights ?? []).map(({ act, restriction }) => row(act, restriction, 'en')))));
}

function finding(it) {
  return make('li', { class: it.severity },
    inWords(it, it.line ? t('line', { line: it.line }) : ''),
    it.difference ? difference(it.difference) : '');
}

// Words of the source that are not in the file, and words of the file that are not in the source.
function difference({ before, expected, found, after }) {
  return [make('p', { class: 'quiet difference-key', 'aria-hidden': 'true' }, expected ? make('del', {}, t('key_source')) : '', ' ', found ? make('ins', {}, t('key_file')) : ''), make('p', { class: 'difference', dir: 'auto' },
    before ? `… ${before} ` : '',
    expected ? make('del', {}, make('span', { class: 'spoken' }, t('diff_source')), expected) : '', expected ? ' ' : '',
    found ? make('ins', {}, make('span', { class: 'spoken' }, t('diff_file')), found) : '',
    after ? ` ${after} …` : '')];
}

export function begin() {
  on('tongue', frame);
  on('said', offer);
  on('article', offer);
}
