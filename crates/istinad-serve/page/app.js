// The page: its parts, and the order in which they begin.

import * as ask from './ask.js';
import { begin as beginDrop } from './drop.js';
import { begin as beginMake } from './make.js';
import { begin as beginProve } from './prove.js';
import { begin as beginSee } from './see.js';
import { begin as beginSource } from './source.js';
import { begin as beginTable } from './table.js';
import { begin as beginTake } from './take.js';
import { begin as beginUnderstood } from './understood.js';
import { byId, on, state, tell, trouble } from './state.js';
import { current, ofBrowser, speakIn, t } from './words.js';

// Steps that need an article lead nowhere until there is one.
function steps() {
  for (const link of document.querySelectorAll('a[data-step]')) {
    const open = state.article?.document !== undefined && state.article?.document !== null;
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
byId('tongue').addEventListener('change', (event) => speakIn(event.target.value));

for (const begin of [beginTable, beginUnderstood, beginSource, beginMake, beginSee, beginTake, beginProve, beginDrop]) begin();
on('article', steps);
on('said', steps);
speakIn(ofBrowser());
byId('tongue').value = current();
steps();

try {
  state.about = await ask.about();
  byId('version').textContent = `istinad ${state.about.version}.`;
  tell('about');
  document.documentElement.dataset.ready = 'yes';
} catch (error) {
  trouble(error.message);
}
