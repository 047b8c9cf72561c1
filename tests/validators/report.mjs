// Opens reports of runs (`istinad report --html`) in Debian's Chromium as somebody does who got the file: from the disk.
//
//     node report.mjs FOLDER_OF_NODE_MODULES FILE...
//
// Beside each page lies its manifest, with `.jsonl` for `.html`. A line a file: pass or fail, `report`, the file, then what
// is wrong. Exit 1 if one fails. REPORT_PICTURES names a folder for screenshots, PUPPETEER_EXECUTABLE_PATH the browser.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'x.js'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.REPORT_PICTURES;
const browser = await chromium.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const is = (condition, sentence) => (condition ? null : sentence);

// A page that remembers what went wrong in it, and every address that it asked for.
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on('console', (message) => { if (message.type() === 'error') page.wrong.push(message.text()); });
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('dialog', (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (request.url() !== pathToFileURL(path.resolve(file)).href) page.wrong.push(`it asked for ${request.url()}`); });
  page.setDefaultTimeout(180_000);
  await page.goto(pathToFileURL(path.resolve(file)).href, { timeout: 180_000 });
  return page;
}

// What the manifest says, as the page is to show it.
function manifestOf(file) {
  const lines = fs.readFileSync(file.replace(/html$/, 'jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  const rows = lines.filter(({ type }) => type !== 'run');
  return { rows, converted: rows.filter(({ state }) => state === 'converted') };
}
const shown = (page) => page.locator('#lines tbody tr').count();
const status = (page) => page.textContent('#count');
async function filtered(page, doing) {
  await doing();
  await page.waitForTimeout(250);
  return status(page);
}
const lines = (count) => new RegExp(`of ${count.toLocaleString('en')}(\\D|$)`);

async function used(file) {
  const { rows, converted } = manifestOf(file);
  const page = await open(file);
  const faults = [
    is(await page.evaluate(() => document.documentElement.dataset.ready === ''), 'its script does not run'),
    is((await page.textContent('.counts .converted strong')) === converted.length.toLocaleString('en'), 'it counts otherwise than its manifest'),
    is(await shown(page) === Math.min(rows.length, 100), `${await shown(page)} lines are shown of ${rows.length}`),
    is((await status(page)).match(lines(rows.length)), await status(page)),
  ];
  // By kind.
  if (converted.length) {
    const said = await filtered(page, () => page.selectOption('#kind', 'converted'));
    faults.push(is(said.match(lines(converted.length)), `converted: ${said}`));
    await filtered(page, () => page.selectOption('#kind', ''));
  }
  // By words, whatever their case and marks; none at all.
  const last = rows.findLast(({ headline }) => /\p{L}{4}/u.test(headline ?? ''));
  const word = last?.headline.match(/\p{L}{4,}/u)[0];
  if (word) {
    const found = await filtered(page, () => page.fill('#words', word.toUpperCase()));
    faults.push(is(!found.startsWith('None') && (await page.textContent('#lines tbody')).includes(word), `${word}: ${found}`));
  }
  faults.push(is((await filtered(page, () => page.fill('#words', 'qqqxyzzy'))).startsWith('None of'), 'it finds what is not there'));
  await filtered(page, () => page.fill('#words', ''));
  // By keyboard alone: sort by words, falling.
  const head = page.locator('#lines thead th', { hasText: 'Words' });
  await head.locator('button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  faults.push(is(await head.getAttribute('aria-sort') === 'descending', 'the order is not said'));
  const most = Math.max(...rows.map(({ words }) => words ?? 0)).toString();
  const first = converted.length ? await page.locator('#lines tbody tr').first().locator('.number').textContent() : most;
  faults.push(is(first === most, `the longest has ${most} words, and first stands ${first}`));
  // On and back; at the end the keyboard is not lost.
  if (rows.length > 100) {
    await page.locator('#on').focus();
    await page.keyboard.press('Enter');
    faults.push(is((await status(page)).startsWith('Lines 101 to'), await status(page)));
    await page.locator('#back').focus();
    await page.keyboard.press('Enter');
    faults.push(is((await status(page)).startsWith('Lines 1 to'), await status(page)));
    faults.push(is(await page.evaluate(() => document.activeElement.id) === 'on', 'the keyboard is lost at the end'));
  }
  // What a manifest says is words: nothing of it became a part of the page.
  const parts = await page.evaluate(() => [document.title.startsWith('Report of a run'), document.querySelectorAll('script').length === 2,
    document.querySelectorAll('img, iframe, object, embed, link, base, [onerror], [onload], [onclick], [style]').length === 0,
    Array.from(document.querySelectorAll('a')).every((a) => /^(https?:|file:)/.test(a.protocol))]);
  faults.push(is(parts.every(Boolean), `the page is not itself any more: ${parts}`), ...page.wrong);
  await page.context().close();
  return faults;
}

// How long what readers do takes: said, and not judged, for it depends on the machine.
async function timed(file) {
  const { rows } = manifestOf(file);
  const page = await open(file);
  const times = await page.evaluate(() => {
    const measured = (doing) => { const start = performance.now(); doing(); document.body.offsetHeight; return Math.round(performance.now() - start); };
    const kind = document.getElementById('kind');
    const { loadEventEnd } = performance.getEntriesByType('navigation')[0];
    return {
      ready: Math.round(loadEventEnd),
      find: measured(() => { document.getElementById('words').value = 'a'; kind.dispatchEvent(new Event('change')); }),
      sort: measured(() => document.querySelectorAll('#lines thead button')[1].click()),
      turn: measured(() => document.getElementById('on').click()),
    };
  });
  await page.context().close();
  console.log(`note\treport\t${rows.length} lines, in ms\t${JSON.stringify(times)}`);
  return [];
}

async function reached(file) {
  const faults = [];
  // Of a very long page one look is enough: a hundred of its lines are shown at a time.
  const all = [[320, {}], [768, { colorScheme: 'dark' }], [1440, { forcedColors: 'active' }], [1440, {}], [320, { colorScheme: 'dark' }]];
  const looks = manifestOf(file).rows.length > 1_000 ? all.slice(0, 1) : all;
  for (const [width, colours] of looks) {
    const name = `${width} ${JSON.stringify(colours)}`;
    const page = await open(file, { viewport: { width, height: 900 }, ...colours });
    // axe is put into the page by the judge: the page itself forbids what it does not bring.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    faults.push(...violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')}`));
    for (const size of ['100%', '200%']) {
      await page.evaluate((value) => { document.documentElement.style.fontSize = value; }, size);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      faults.push(is(wide <= 0, `${name}: wider than the window by ${wide} with text of ${size}`));
    }
    if (pictures) {
      await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
      await page.screenshot({ path: path.join(pictures, `${path.basename(file, '.html')}-${width}-${colours.colorScheme ?? colours.forcedColors ?? 'light'}.png`) });
    }
    await page.context().close();
  }
  return faults;
}

// Without scripts the table is there whole, and nothing that would not work.
async function plain(file) {
  const { rows } = manifestOf(file);
  const page = await open(file, { javaScriptEnabled: false });
  const count = await page.locator('#lines tbody tr').count();
  const faults = [is(count === rows.length, `${count} of ${rows.length} lines without scripts`), is(!(await page.isVisible('#find')), 'what does not work is shown')];
  await page.context().close();
  return faults;
}

let failed = false;
for (const file of files) {
  const faults = [];
  for (const matter of [used, timed, reached, plain]) {
    try { faults.push(...(await matter(file)).filter(Boolean)); } catch (error) { faults.push(`${matter.name}: ${String(error).split('\n')[0]}`); }
  }
  failed ||= faults.length > 0;
  console.log([faults.length ? 'fail' : 'pass', 'report', file, ...faults.map((fault) => fault.replace(/\s+/g, ' '))].join('\t'));
}
await browser.close();
process.exit(failed ? 1 : 0);
