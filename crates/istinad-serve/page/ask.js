// What the page asks of the server. The secret of the session is in the page's own address.

import { t } from './words.js';

export class Refused extends Error {}

const base = new URL('.', document.baseURI).pathname;

async function answer(response) {
  if (response.ok) return response;
  let said = {};
  try { said = await response.json(); } catch { /* not ours */ }
  throw Object.assign(new Refused(refusal(said)), { why: said.error });
}

function refusal({ error, detail }) {
  switch (error) {
    case 'too-large': return t('error_too_large', { size: size(Number(detail)) });
    case 'busy': return t('error_busy');
    case 'gone': return t('error_gone');
    case 'twice': return t('error_twice');
    case 'name': return t('error_name');
    case 'asked': return detail;
    default: return t('error_system', { detail: detail ?? '' });
  }
}

// A request; where the program has ended, that is said.
async function ask(path, options) {
  let response;
  try {
    response = await fetch(`${base}api/${path}`, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(t('error_ended'));
  }
  return answer(response);
}

export const about = async () => (await ask('about')).json();
export const explanations = async (language) => (await ask(`explanations/${language}`)).json();
export const makeDrop = async () => (await (await ask('drops', { method: 'POST' })).json()).drop;
export const forgetDrop = (drop) => ask(`drops/${drop}`, { method: 'DELETE' }).catch(() => {});
// What was dropped in this session, and what the pages noted of it.
export const drops = async () => (await ask('drops')).json();
export const note = (drop, words) => ask(`drops/${drop}/note`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(words) });
export const forgetTask = (task) => ask(`tasks/${task}`, { method: 'DELETE' }).catch(() => {});

export function keep(drop, path, body, signal) {
  return ask(`drops/${drop}?path=${encodeURIComponent(path)}`, { method: 'PUT', body, signal });
}

// Has something done; `each` hears every line as soon as it is said. Gives the last line: how it ended.
export async function work(asked, each, signal) {
  const response = await ask('tasks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
    signal,
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let end = null;
  for (;;) {
    const { value, done } = await reader.read();
    rest += decoder.decode(value ?? new Uint8Array(), { stream: !done });
    const lines = rest.split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines) {
      if (!line) continue;
      let said;
      try { said = JSON.parse(line); } catch { continue; }
      if (said.type === 'end' && said.how) end = said;
      else each(said);
    }
    if (done) break;
  }
  return end ?? { type: 'end', how: 'broken', code: null, complaint: '' };
}

// Why something ended otherwise than well; null if it did not.
export function reasonOf(end, patience) {
  if (end.how === 'too-long') return t('error_too_long', { seconds: patience });
  if (end.how === 'broken') return t('error_broken', { detail: end.complaint.trim().slice(0, 600) });
  if (end.code === 2) return complaint(end.complaint);
  return null;
}

// What the program says is wrong with what was stated.
export function complaint(words) {
  const first = words.split('\n').find((line) => line.startsWith('error:')) ?? words;
  return first.replace(/^error: /, '').trim();
}

// The setting that a complaint is about.
export function complainedOf(words) {
  return /'--([a-z-]+)[ =]?.*?'/.exec(words)?.[1] ?? /^error: ([a-z-]+):/.exec(words)?.[1] ?? null;
}

export const fileAddress = (task, path) => `${base}api/tasks/${task}/file?path=${encodeURIComponent(path)}`;
export const zipAddress = (task, name) => `${base}api/tasks/${task}/zip?name=${encodeURIComponent(name)}`;
export const frameAddress = (frames, task, path) => `${frames}/${task}/${path.split('/').map(encodeURIComponent).join('/')}`;
export const text = async (task, path) => (await answer(await fetch(fileAddress(task, path)))).text();

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes;
  let unit = -1;
  while (value >= 1000 && unit < 2) { value /= 1000; unit += 1; }
  return `${value.toFixed(1)} ${units[unit]}`;
}
