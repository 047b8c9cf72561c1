// Step 1: what is dropped, chosen or pasted goes to the server, file by file, and becomes an article or a collection.

import * as ask from './ask.js';
import { byId, speak, state, trouble } from './state.js';
import { t } from './words.js';

const ARCHIVES = ['.warc', '.warc.gz', '.warc.zst', '.arc', '.arc.gz', '.wacz'];
// How many files are on their way at once.
const AT_ONCE = 4;

let stopper = null;
// What opens what was dropped, as soon as it is there.
let parts = null;

// Everything below a folder that was dropped, as files with their paths.
export async function walk(entry, path, files) {
  const name = path ? `${path}/${entry.name}` : entry.name;
  if (entry.isFile) {
    files.push({ path: name, file: await new Promise((done, fail) => { entry.file(done, fail); }) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A browser gives a hundred at a time.
    const some = await new Promise((done, fail) => { reader.readEntries(done, fail); });
    if (some.length === 0) break;
    for (const one of some) await walk(one, name, files);
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) {
    const words = transfer.getData('text/plain');
    return words ? [pasted(words)] : [];
  }
  const files = [];
  for (const entry of entries) await walk(entry, '', files);
  return files;
}

function pasted(words) {
  // What has marks of Markdown at its beginning is read as such; else every character is meant as it stands.
  const end = /^(#|---|\+\+\+)/m.test(words.slice(0, 400)) ? 'md' : 'txt';
  // It is called what its headline is: several can be told apart, here and where they are saved.
  const headline = /^#+ +(.+)$/m.exec(words)?.[1] ?? words.trim().split('\n')[0];
  const stem = headline.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').slice(0, 48).replace(/^-+|-+$/g, '');
  const name = `${stem || 'pasted'}.${end}`;
  return { path: name, file: new File([words], name), isPasted: true };
}

const isArchive = (path) => ARCHIVES.some((end) => path.toLowerCase().endsWith(end));

// The files that hold articles: not the pictures and pages that a browser saved beside a page.
function articles(files) {
  const paths = new Set(files.map(({ path }) => path));
  const beside = (path) => path.split('/').slice(0, -1).some((folder, at, folders) => {
    const stem = /^(.*)(_files|_fichiers|-Dateien|_dosyalar|_archivos)$/.exec(folder)?.[1];
    const parent = folders.slice(0, at).join('/');
    return stem && ['html', 'htm', 'xhtml'].some((end) => paths.has(`${parent ? `${parent}/` : ''}${stem}.${end}`));
  });
  const hidden = (path) => path.split('/').some((part) => part.startsWith('.'));
  const isArticle = (path) => state.about.ends.some((end) => path.toLowerCase().endsWith(`.${end}`));
  return files.map(({ path }) => path).filter((path) => (isArticle(path) || isArchive(path)) && !beside(path) && !hidden(path));
}

function progress(words, done, total) {
  byId('progress').hidden = false;
  byId('progress-words').textContent = words;
  const bar = byId('bar');
  if (total === undefined) bar.removeAttribute('value');
  else { bar.max = total; bar.value = done; }
}

// Something that takes a while, with a way to stop it.
export async function whileStoppable(doing) {
  stopper?.abort();
  const own = new AbortController();
  stopper = own;
  try {
    await doing(own.signal, progress);
  } catch (error) {
    if (error.name !== 'AbortError') { trouble(error.message); speak(error.message); }
  } finally {
    if (stopper === own) {
      byId('progress').hidden = true;
      stopper = null;
    }
  }
}

// What is usually done at once has a way to stop it as soon as it is not.
export function whileSlow(own) {
  const later = setTimeout(() => {
    if (stopper) return;
    stopper = own;
    progress(t('working'));
  }, 600);
  const over = () => {
    clearTimeout(later);
    if (stopper !== own) return;
    byId('progress').hidden = true;
    stopper = null;
  };
  return { over };
}

const sizeOf = (files) => files.reduce((sum, { file }) => sum + file.size, 0);

// Where there is no room, what was brought longest ago makes it.
async function uploadSomehow(files, signal) {
  for (;;) {
    try {
      return await upload(files, signal);
    } catch (error) {
      if (error.why !== 'too-large' || !await (await parts).makeRoom()) throw error;
    }
  }
}

async function upload(files, signal) {
  const drop = await ask.makeDrop();
  const total = sizeOf(files);
  let sent = 0;
  let next = 0;
  const send = async () => {
    while (next < files.length) {
      const { path, file } = files[next];
      next += 1;
      await ask.keep(drop, path, file, signal);
      sent += file.size;
      if (files.length > 1 || total > 4e6) progress(t('bringing', { done: next, total: files.length }), sent, Math.max(total, 1));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  } catch (error) {
    ask.forgetDrop(drop);
    throw error;
  }
  return drop;
}

// A name that no system takes is written in one that all take; the server would do the same.
const named = ({ path, ...rest }) => ({ path: path.replace(/[\\:*?"<>|]/g, '_'), ...rest });

// What a collection is called: the one file or the folder that it came in.
function nameOf(files) {
  const tops = new Set(files.map(({ path }) => path.split('/')[0]));
  return tops.size === 1 ? [...tops][0] : t('files_count', { count: files.length });
}

// Nothing is open any more; what was made of it makes room, but for a collection, which can be gone back to.
function leave() {
  const { article, collection } = state;
  if (article?.task) ask.forgetTask(article.task);
  if (collection && !collection.end) stopper?.abort();
  state.article = null;
  state.collection = null;
}

async function take(dropped_) {
  const files = dropped_.map(named);
  trouble(null);
  if (files.length === 0) return;
  // What cannot be taken ends nothing that is being done.
  let found = articles(files);
  // One file alone is an article whatever it is called.
  if (found.length === 0 && files.length === 1) found = [files[0].path];
  const most = state.about.most_bytes;
  const refused = found.length === 0 ? t('error_no_articles') : sizeOf(files) > most ? t('error_too_large', { size: ask.size(most) }) : null;
  if (refused) { trouble(refused); speak(refused); return; }
  let drop = null;
  await whileStoppable(async (signal) => { drop = await uploadSomehow(files, signal); });
  if (drop === null) return;
  const { openArticle, openCollection, keep } = await parts;
  leave();
  if (found.length === 1 && !isArchive(found[0])) {
    byId('collection').hidden = true;
    const article = { drop, path: found[0], isPasted: files[0].isPasted };
    keep({ ...article, name: found[0].split('/').pop(), settings: {} });
    await openArticle(article);
  } else {
    keep({ drop, name: nameOf(files), settings: {}, said: [] });
    await openCollection(drop, nameOf(files));
  }
}

// `opening` comes to what opens an article or a collection.
export function begin(opening) {
  // Who opens something else leaves what is open in the same way.
  parts = opening.then((all) => Object.assign(all, { leave }));
  const zone = byId('zone');
  const carries = (event) => event.dataTransfer?.types.includes('Files') || event.dataTransfer?.types.includes('text/plain');
  let depth = 0;
  // What is dropped beside the zone is meant for it: else the browser would leave the page.
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    zone.classList.remove('over');
    if (event.target.closest?.('[data-own-drop]')) return;
    dropped(event.dataTransfer).then(take);
  });
  document.addEventListener('dragenter', (event) => { if (carries(event)) { depth += 1; zone.classList.add('over'); } });
  document.addEventListener('dragleave', () => { depth = Math.max(0, depth - 1); if (depth === 0) zone.classList.remove('over'); });
  for (const [button, input] of [['choose-files', 'files'], ['choose-folder', 'folder']]) {
    byId(button).addEventListener('click', () => byId(input).click());
    byId(input).addEventListener('change', (event) => {
      const files = [...event.target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
      event.target.value = '';
      take(files);
    });
  }
  byId('take-pasted').addEventListener('click', () => {
    const words = byId('pasted').value;
    if (words.trim()) take([pasted(words)]);
    else trouble(t('error_nothing_pasted'));
  });
  document.addEventListener('paste', (event) => {
    if (event.target.closest('input, textarea, select')) return;
    dropped(event.clipboardData).then(take);
  });
  byId('stop').addEventListener('click', () => { stopper?.abort(); speak(t('stopped')); });
}
