// What the page knows: what the server told, the article that is open, and who wants to hear of changes.

export const state = {
  about: null,
  // The collection that was dropped: { drop, name, task, rows, settings, said, end }.
  collection: null,
  // The article that is open: { drop, path, record, name, settings, task, … what the server said of it }.
  article: null,
};

const listeners = new Map();

export function on(event, listener) {
  if (!listeners.has(event)) listeners.set(event, []);
  listeners.get(event).push(listener);
}

export function tell(event, detail) {
  for (const listener of listeners.get(event) ?? []) listener(detail);
}

// An element with attributes, listeners and children. Text is always text.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key in element && (typeof value === 'boolean' || key === 'value' || key === 'textContent')) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

// Says something to whoever cannot see the page.
export function speak(sentence) {
  const spoken = byId('spoken');
  spoken.textContent = '';
  requestAnimationFrame(() => { spoken.textContent = sentence; });
}

export function trouble(sentence) {
  byId('trouble').hidden = !sentence;
  byId('trouble-words').textContent = sentence ?? '';
}
