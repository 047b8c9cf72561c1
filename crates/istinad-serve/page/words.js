// The words of the page in its languages, from the browser's, else as chosen.

import az from './words-az.js';
import en from './words-en.js';
import ru from './words-ru.js';
import tr from './words-tr.js';
import { explanations } from './ask.js';
import { tell } from './state.js';

const TONGUES = { az, tr, ru, en };
let tongue = 'en';
// What messages mean and what can be done about them, by their codes, in the languages that were asked for.
const explained = {};

export function t(key, values = {}) {
  const words = TONGUES[tongue][key] ?? en[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export const has = (key) => key in en;
// What a message means, in the language of the page; null as long as it is not there.
export const explanation = (code) => explained[tongue]?.[code] ?? null;
export const current = () => tongue;

// The first language of the browser that the page has.
export function ofBrowser() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary in TONGUES) return primary;
  }
  return 'en';
}

export function speakIn(name) {
  tongue = name in TONGUES ? name : 'en';
  document.documentElement.lang = tongue;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label));
  tell('tongue');
  learn(tongue);
}

async function learn(name) {
  if (explained[name]) return;
  try { explained[name] = await explanations(name); } catch { return; }
  if (name === tongue) tell('explained');
}
