// The words of the page in its languages, from the browser's, else as chosen.

import { explanations } from './ask.js';
import { tell } from './state.js';

const TONGUES = ['az', 'tr', 'ru', 'en'];
// The words of the languages that were spoken; the others are not brought. All have the same keys.
const spoken = {};
let tongue = 'en';
let wanted = null;
// What messages mean and what can be done about them, by their codes, in the languages that were asked for.
const explained = {};

export function t(key, values = {}) {
  const words = spoken[tongue]?.[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export const has = (key) => key in (spoken[tongue] ?? {});
// What a message means, in the language of the page; null as long as it is not there.
export const explanation = (code) => explained[tongue]?.[code] ?? null;
export const current = () => tongue;

// The first language of the browser that the page has.
export function ofBrowser() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    const primary = tag.toLowerCase().split('-')[0];
    if (TONGUES.includes(primary)) return primary;
  }
  return 'en';
}

export async function speakIn(name) {
  const next = TONGUES.includes(name) ? name : 'en';
  wanted = next;
  spoken[next] ??= (await import(`./words-${next}.js`)).default;
  // Who chose another one meanwhile hears that one.
  if (wanted !== next) return;
  tongue = next;
  document.documentElement.lang = tongue;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label));
  tell('tongue');
}

// Brings what messages mean, in the language of the page.
export async function learn() {
  const name = tongue;
  if (explained[name]) return;
  try { explained[name] = await explanations(name); } catch { return; }
  if (name === tongue) tell('explained');
}
