// What was brought in this session: one can come back to it, with what was said of it, also from another tab or after the
// page was loaded anew. The server keeps it as long as it keeps the files.

import * as ask from './ask.js';
import { byId, make, on, state, trouble } from './state.js';
import { t } from './words.js';

// So many that this page brought are kept; the oldest make room.
const MOST = 24;
const PAUSE = 400;

// By the number of the drop: { drop, name, path, settings, isPasted } of an article, { drop, name, settings, said } of a
// collection, which has its rows as well where this page read it.
const brought = new Map();
// What another page brought is not this one's to forget.
const own = new Set();
let opening = null;
let later = 0;
// Of whom something is to be noted.
const waiting = new Set();

const openDrop = () => state.collection?.drop ?? state.article?.drop ?? null;

// The oldest that is not open makes room; false where there is none.
export async function makeRoom() {
  const oldest = [...own].find((drop) => drop !== openDrop());
  if (oldest === undefined) return false;
  await forget(oldest);
  return true;
}

export async function keep(entry) {
  brought.set(entry.drop, entry);
  own.add(entry.drop);
  if (own.size > MOST) await makeRoom();
  note();
}

async function forget(drop) {
  const task = brought.get(drop)?.collection?.task;
  brought.delete(drop);
  own.delete(drop);
  paint();
  if (task) await ask.forgetTask(task);
  await ask.forgetDrop(drop);
}

// What has been said is noted once a pause says that it is said.
function note() {
  paint();
  const entry = brought.get(openDrop());
  if (!entry) return;
  const { collection, article } = state;
  Object.assign(entry, collection ? { collection, settings: collection.settings, said: [...collection.said] } : { settings: article?.settings ?? entry.settings });
  waiting.add(entry);
  clearTimeout(later);
  later = setTimeout(() => {
    for (const { drop, name, path, settings, said, isPasted } of waiting) if (brought.has(drop)) ask.note(drop, { name, path, settings, said, isPasted }).catch(() => {});
    waiting.clear();
  }, PAUSE);
}

async function open(entry) {
  const { openArticle, openCollection, leave } = opening;
  trouble(null);
  leave();
  if (entry.path) {
    byId('collection').hidden = true;
    await openArticle(entry);
  } else {
    await openCollection(entry.drop, entry.name, entry);
  }
  paint();
}

function paint() {
  const place = byId('shelf');
  const others = [...brought.values()].filter(({ drop }) => drop !== openDrop()).reverse();
  place.hidden = others.length === 0;
  place.replaceChildren(
    make('h3', { id: 'shelf-title' }, t('brought_earlier')),
    make('ul', { 'aria-labelledby': 'shelf-title' }, others.map((entry) => make('li', {},
      make('button', { type: 'button', onclick: () => open(entry) }, make('bdi', {}, entry.name)),
      make('button', { type: 'button', class: 'forget', 'aria-label': t('forget', { name: entry.name }), title: t('forget', { name: entry.name }), onclick: () => { forget(entry.drop); byId('choose-files').focus(); } }, '×')))));
}

export function begin(parts) {
  opening = parts;
  for (const event of ['article', 'collection', 'said']) on(event, note);
  on('tongue', paint);
  ask.drops().then((drops) => {
    for (const { drop, note: said } of drops) if (!brought.has(drop) && said?.name) brought.set(drop, { drop, ...said });
    paint();
  }, () => {});
}
