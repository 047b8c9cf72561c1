// Step 5: each file, all of them in one, and the command line that does the same.

import * as ask from './ask.js';
import { whileStoppable } from './drop.js';
import { say, stated } from './make.js';
import { byId, make, on, speak, state, trouble } from './state.js';
import { t } from './words.js';

// A word as every shell of Unix takes it.
const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

export function commandLine(inputs, settings) {
  const flags = Object.entries(settings).flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    const words = Array.isArray(value) ? value.join(',') : String(value);
    // What begins as a flag does is a value all the same.
    return words.startsWith('-') ? [`--${name}=${quoted(words)}`] : [`--${name}`, quoted(words)];
  });
  return ['istinad convert', ...inputs.map((input) => quoted(input.startsWith('-') ? `./${input}` : input)), ...flags].join(' ');
}

function command(line) {
  const copy = make('button', { type: 'button', onclick: async () => {
    try { await navigator.clipboard.writeText(line); speak(t('copied')); copy.textContent = t('copied'); } catch { getSelection().selectAllChildren(code); }
  } }, t('copy'));
  const code = make('code', { dir: 'ltr' }, line);
  return make('div', { class: 'command' }, make('h3', {}, t('same_command')), make('pre', { tabindex: 0 }, code), copy);
}

// What an archive's ingest takes: made when it is asked for, and saved at once.
function bag(asked, name) {
  if (!state.about.packs) return '';
  const pack = async (signal, progress) => {
    progress(t('packing'));
    let task = null;
    const errors = [];
    const end = await ask.work({ kind: 'bag', ...asked() }, (line) => {
      if (line.type === 'task') task = line.task;
      if (line.type === 'diagnostic' && line.severity === 'error') errors.push(line.message);
    }, signal);
    const reason = ask.reasonOf(end, state.about.patience) ?? (end.code === 1 ? errors.join('\n') || ask.complaint(end.complaint) : null);
    trouble(reason);
    if (reason) return;
    const link = make('a', { href: ask.zipAddress(task, name), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    speak(t('packed'));
    setTimeout(() => ask.forgetTask(task), 600_000);
  };
  return make('button', { type: 'button', class: 'bag', onclick: () => whileStoppable(pack) }, t('as_bag'));
}

function formats() {
  const { outputs } = state.article;
  const settings = stated(state.article);
  const usual = state.about.formats.filter((format) => format.usual).map(({ name }) => name);
  // Without a word of the page those of the configuration are made.
  const chosen = new Set(settings.to ?? (outputs.length ? outputs.map(({ format }) => format) : usual));
  const boxes = state.about.formats.map(({ name }) => {
    const box = make('input', { type: 'checkbox', id: `to-${name}` });
    box.checked = chosen.has(name);
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(name);
      else chosen.delete(name);
      if (chosen.size === 0) { box.checked = true; chosen.add(name); return; }
      say('to', state.about.formats.map((format) => format.name).filter((format) => chosen.has(format)));
    });
    return make('span', { class: 'box' }, box, make('label', { for: `to-${name}` }, name === 'newsml' ? 'NewsML-G2' : name === 'ninjs' ? 'ninjs' : name.toUpperCase()));
  });
  const standard = make('select', { id: 'pdf-standard', onchange: (event) => say('pdf-standard', event.target.value) },
    state.about.standards.map((value, index) => make('option', { value: index === 0 ? '' : value, selected: settings['pdf-standard'] === value }, value)));
  return make('div', { class: 'choices' },
    make('fieldset', {}, make('legend', {}, t('formats')), boxes),
    make('div', { class: 'field' }, make('label', { for: 'pdf-standard' }, t('pdf_standard')), standard));
}

// The present, where it was written into the files.
function presentOf(diagnostics) {
  const said = diagnostics.find(({ code }) => code === 'clock-used');
  return said && /\((\d{4}-[^)]+)\)/.exec(said.message)?.[1];
}

function paint() {
  const place = byId('taken');
  const { article } = state;
  if (!article?.document) { place.replaceChildren(make('p', { class: 'absent' }, t('nothing_to_take'))); return; }
  const files = article.outputs.map((output) => make('li', {},
    make('a', { href: ask.fileAddress(article.task, output.file), download: output.file }, make('bdi', {}, output.file)), ' ',
    make('span', { class: 'quiet' }, ask.size(output.bytes))));
  const settings = { ...stated(article), ...(article.record?.address ? { match: article.record.address } : {}) };
  // Where the present was written, the same bytes come of that time alone.
  const written = presentOf(article.diagnostics);
  if (written) settings.date = written;
  place.replaceChildren(
    formats(),
    files.length ? make('ul', { class: 'files' }, files) : make('p', { class: 'absent' }, t('nothing_to_take')),
    files.length ? make('p', {}, make('a', { class: 'main-button', href: ask.zipAddress(article.task, `${stem(article.path)}.zip`), download: `${stem(article.path)}.zip` }, t('all_as_zip')), ' ',
      bag(() => ({ drop: article.drop, path: article.path, record: article.record, settings: stated(article) }), `${stem(article.path)}-bag.zip`)) : '',
    command(commandLine([article.path], settings)),
    // What was pasted is in no file that the command could read.
    article.isPasted && article.source ? make('p', {}, make('a', { href: ask.fileAddress(article.task, '.source.txt'), download: article.path }, t('pasted_source'))) : '',
  );
}

const stem = (path) => path.split('/').pop().replace(/\.[^.]+$/, '');

function paintCollection() {
  const place = byId('collection-take');
  const { collection } = state;
  if (!place || !collection) return;
  if (!collection.task || !collection.end) { place.replaceChildren(); return; }
  const names = [...new Set(collection.rows.map(({ line }) => line.input.split('/')[0]))];
  // The present was the same for all. Said for all, it gives the same bytes where it was written into all.
  const made = collection.rows.filter(({ line }) => line.state === 'converted');
  const undated = made.map(({ line }) => presentOf(line.diagnostics ?? [])).filter(Boolean);
  const settings = { ...collection.settings, ...(undated.length && undated.length === made.length ? { date: undated[0] } : {}) };
  const name = `${stem(collection.name).replace(/[\\/:*?"<>|]/g, '_')}.zip`;
  place.replaceChildren(
    make('p', {}, make('a', { class: 'main-button', href: ask.zipAddress(collection.task, name), download: name }, t('all_as_zip')), ' ',
      bag(() => ({ drop: collection.drop, settings: collection.settings }), name.replace(/\.zip$/, '-bag.zip'))),
    make('p', { class: 'quiet' }, t('zip_of_collection')),
    command(commandLine(names, settings)),
    undated.length && !settings.date ? make('p', { class: 'quiet' }, t('command_clock', { count: undated.length })) : '',
  );
}

export function begin() {
  on('said', () => {
    const active = document.activeElement?.id;
    paint();
    if (active?.startsWith('to-') || active === 'pdf-standard') byId(active)?.focus();
  });
  on('collection', paintCollection);
}
