// The page: its parts, and the order in which they begin.

import * as ask from './ask.js';
import { begin as beginDrop } from './drop.js';
import { byId, on, state, tell, trouble } from './state.js';
import { current, learn, ofBrowser, speakIn, t } from './words.js';

// What is of use only with an article comes behind what takes one: the page is ready for a drop before it is there.
const PARTS = ['table', 'understood', 'source', 'make', 'see', 'take', 'prove', 'shelf'];

async function bringParts() {
  const parts = await Promise.all(PARTS.map((name) => import(`./${name}.js`)));
  const all = Object.assign({}, ...parts);
  for (const part of parts) part.begin(all);
  tell('tongue');
  return all;
}

// Steps that need an article lead nowhere until there is one.
function steps() {
  const { article } = state;
  for (const link of document.querySelectorAll('a[data-step]')) {
    // What is known can be said of what was not understood as well.
    const open = ['#understood', '#know'].includes(link.hash) ? Boolean(article?.end) : Boolean(article?.document);
    link.toggleAttribute('aria-disabled', false);
    if (!open) link.setAttribute('aria-disabled', 'true');
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  if (link.getAttribute('aria-disabled') === 'true') { trouble(t('step_later')); return; }
  trouble(null);
  const target = byId(link.getAttribute('href').slice(1));
  const heading = target?.querySelector('h2') ?? target;
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  target.scrollIntoView({ block: 'start' });
});

byId('close-trouble').addEventListener('click', () => trouble(null));
byId('tongue').addEventListener('change', (event) => speakIn(event.target.value).then(learn, () => {
  byId('tongue').value = current();
  trouble(t('error_ended'));
}));
on('article', steps);
on('said', steps);
steps();

try {
  [state.about] = await Promise.all([ask.about(), speakIn(ofBrowser())]);
  byId('tongue').value = current();
  byId('version').textContent = `istinad ${state.about.version}.`;
  const parts = bringParts();
  beginDrop(parts);
  performance.mark('usable');
  document.documentElement.dataset.usable = 'yes';
  await parts;
  document.documentElement.dataset.ready = 'yes';
  learn();
} catch (error) {
  trouble(error.message);
}
