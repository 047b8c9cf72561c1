'use strict';
// Searches, sorts and pages the table of lines. Without it the table is there whole.
(() => {
  const SHOWN = 100;
  const table = document.getElementById('lines');
  const body = table.tBodies[0];
  // Letters as people look for them: without case, marks and the dot of the i.
  const folded = (words) => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ı/g, 'i');
  const all = Array.from(body.rows, (row) => ({ row, words: folded(row.textContent), kind: row.cells[0].textContent }));
  let found = all;
  let first = 0;
  const get = (id) => document.getElementById(id);
  const [words, kind, count, back, on] = ['words', 'kind', 'count', 'back', 'on'].map(get);

  const number = (value) => value.toLocaleString('en');
  function show() {
    const page = found.slice(first, first + SHOWN);
    body.replaceChildren(...page.map(({ row }) => row));
    count.textContent = found.length === 0 ? `None of ${number(all.length)} lines`
      : `Lines ${number(first + 1)} to ${number(first + page.length)} of ${number(found.length)}`
        + (found.length < all.length ? `, out of ${number(all.length)}` : '');
    back.disabled = first === 0;
    on.disabled = first + SHOWN >= found.length;
  }
  function find() {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    found = all.filter((line) => (kind.value === '' || line.kind === kind.value) && wanted.every((word) => line.words.includes(word)));
    first = 0;
    show();
  }
  let waiting;
  words.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(find, 120); });
  kind.addEventListener('change', find);
  get('find').addEventListener('submit', (event) => { event.preventDefault(); find(); });
  const turn = (by, button, other) => {
    first = Math.max(0, first + by);
    show();
    // A button that can lead no further would lose the keyboard.
    if (button.disabled) other.focus();
  };
  back.addEventListener('click', () => turn(-SHOWN, back, on));
  on.addEventListener('click', () => turn(SHOWN, on, back));

  const order = new Intl.Collator(undefined, { numeric: true });
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const falling = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
      const keyed = all.map((line) => ({ line, key: line.row.cells[column].textContent }));
      // What says nothing stands last either way.
      keyed.sort((one, other) => (one.key === '') - (other.key === '') || order.compare(one.key, other.key) * (falling ? -1 : 1));
      all.splice(0, all.length, ...keyed.map(({ line }) => line));
      find();
    });
  });
  addEventListener('beforeprint', () => body.replaceChildren(...found.map(({ row }) => row)));
  addEventListener('afterprint', show);
  get('find').hidden = false;
  get('pages').hidden = false;
  show();
  document.documentElement.dataset.ready = '';
})();
