// Does with the local page what an archivist does, in Debian's Chromium, and looks at what comes of it.
//
//     node page.mjs FOLDER_OF_NODE_MODULES PROGRAM FOLDER_OF_THE_REPOSITORY FOLDER_FOR_WHAT_IS_MADE
//
// One line per matter: pass or fail, the matter, then what is wrong. Exit 1 if one fails. With PAGE_PICTURES set to a folder
// the pictures of docs/ are taken; with PAGE_ONLY to a part of its name one matter alone is tried. PUPPETEER_EXECUTABLE_PATH
// names the browser.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const [modules, program, repository, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const article = (name) => path.join(repository, 'tests/articles', name);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const pictures = process.env.PAGE_PICTURES;

let failed = false;
function told(matter, faults) {
  const list = faults.filter(Boolean);
  if (list.length) failed = true;
  console.log([list.length ? 'fail' : 'pass', matter, ...list].join('\t'));
}
async function matter(name, doing) {
  if (process.env.PAGE_ONLY && !name.includes(process.env.PAGE_ONLY)) return;
  try { told(name, (await doing()) ?? []); } catch (error) { told(name, [String(error).split('\n')[0]]); }
}
const is = (condition, sentence) => (condition ? null : sentence);

const started = performance.now();
const server = spawn(program, ['serve', '--no-open'], { env: { ...process.env, TMPDIR: folder, XDG_CONFIG_HOME: folder } });
const address = await new Promise((done) => { server.stdout.once('data', (words) => done(String(words).trim())); });
const answering = performance.now() - started;
const browser = await chromium.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// A page that remembers what went wrong in it, and every address that it asked for.
// `rest` is how long the browser is left alone with an empty page before, in ms.
async function open(options = {}, rest = 0) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en', acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  page.on('console', (message) => { if (message.type() === 'error') page.wrong.push(message.text()); });
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('dialog', (dialog) => { page.wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => page.asked.push(request.url()));
  if (rest > 0) await page.waitForTimeout(rest);
  await page.goto(address);
  await page.waitForSelector('html[data-ready]');
  return page;
}
const counted = async (page, name) => Number(await page.evaluate((key) => document.documentElement.dataset[key] ?? 0, name));
// Does something, and waits until the page has made (read, proved) anew.
async function until(page, name, doing) {
  const before = await counted(page, name);
  await doing();
  await page.waitForFunction(([key, count]) => Number(document.documentElement.dataset[key] ?? 0) > count, [name, before], { timeout: 240_000 });
}
// The words of a language come when they are asked for.
async function speakIn(page, language) {
  await page.selectOption('#tongue', language);
  await page.waitForSelector(`html[lang="${language}"]`);
}
const bring = (page, files) => until(page, 'made', () => page.setInputFiles('#files', files));
// The viewer of PDF has parts of its own, in the browser (`chrome:`).
const elsewhere = (page) => page.asked.filter((url) => !url.startsWith(new URL(address).origin) && !url.startsWith('data:') && !url.startsWith('chrome') && !url.startsWith('blob:'));

await matter('the six steps with an article', async () => {
  const page = await open();
  await bring(page, article('milli-arxiv.md'));
  const facts = await page.textContent('#facts');
  const faults = [
    is(facts.includes('Milli Arxiv nadir əlyazmaları'), 'the headline is not shown'),
    is(facts.includes('a guess'), 'guesses are not marked'),
    is((await page.textContent('#terms')).includes('by hyperlink'), 'the terms are not explained'),
    is(await page.locator('#beside mark').count() > 2, 'no places are marked'),
  ];
  // A message leads to its place, and a hint to its field.
  await page.locator('.messages .warning .place').first().click();
  faults.push(is(await page.locator('mark.current').count() === 1, 'the place is not shown'));
  await page.locator('.messages .warning .to-field').first().click();
  faults.push(is(await page.evaluate(() => document.activeElement.id) === 'field-terms-url', 'the hint does not lead to its field'));
  await until(page, 'made', () => page.fill('#field-terms-url', 'https://numune.example/sertler'));
  faults.push(is(!(await page.textContent('#beside')).includes('terms-page-missing'), 'what was said does not help'));
  await page.fill('#field-published', 'dünən');
  await page.locator('#field-published').blur();
  await page.waitForSelector('#field-published-wrong:not([hidden])');
  faults.push(is(await page.getAttribute('#field-published', 'aria-invalid') === 'true', 'a wrong time is not said at its field'));
  await until(page, 'made', () => page.fill('#field-published', '2026-06-24T14:05+04:00'));
  faults.push(is((await page.textContent('#facts')).includes('2026-06-24T14:05+04:00 you said it'), 'what was said is not shown'));
  // See.
  await page.waitForTimeout(700);
  const frames = () => page.frames().map((frame) => frame.url());
  faults.push(is(frames().some((url) => /\.pdf/.test(url)), 'the pages are not shown'));
  await until(page, 'made', () => page.selectOption('#page-size', 'a5'));
  await page.click('#tab-epub');
  await page.waitForTimeout(500);
  const book = page.frames().find((frame) => frame.url().endsWith('.xhtml'));
  faults.push(is(book && (await book.locator('h1').textContent()).includes('Milli Arxiv'), 'the chapter is not shown'));
  faults.push(is(book && (await book.locator('h1').evaluate((h1) => getComputedStyle(h1).fontFamily)).includes('Noto Serif'), 'the chapter has no style'));
  faults.push(is((await page.getAttribute('#view iframe', 'sandbox')) === '', 'the frame is no sandbox'));
  await page.keyboard.press('Shift+Tab');
  await page.focus('#tab-epub');
  await page.keyboard.press('ArrowRight');
  await page.waitForSelector('pre.xml');
  faults.push(is((await page.textContent('pre.xml')).includes('<rightsInfo'), 'the source of NewsML-G2 is not shown'));
  await page.keyboard.press('ArrowRight');
  faults.push(is(await page.locator('#view table.rights tbody tr').count() >= 3, 'the rights are no table'));
  // Take away.
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('.files a[download$=".pdf"]')]);
  const pdf = path.join(folder, 'taken.pdf');
  await file.saveAs(pdf);
  faults.push(is(fs.readFileSync(pdf).subarray(0, 5).toString() === '%PDF-', 'the file is no PDF'));
  const [zip] = await Promise.all([page.waitForEvent('download'), page.click('#taken a.main-button')]);
  faults.push(is(zip.suggestedFilename().endsWith('.zip'), 'there is no ZIP'));
  const command = await page.textContent('.command code');
  faults.push(is(command === "istinad convert milli-arxiv.md --terms-url https://numune.example/sertler --published 2026-06-24T14:05+04:00 --page-size a5", `the command is: ${command}`));
  // The command makes the same bytes.
  const own = path.join(folder, 'own');
  fs.mkdirSync(own, { recursive: true });
  fs.copyFileSync(article('milli-arxiv.md'), path.join(own, 'milli-arxiv.md'));
  execFileSync('/bin/sh', ['-c', command.replace('istinad', `'${program}'`)], { cwd: own, env: { ...process.env, XDG_CONFIG_HOME: own }, stdio: 'ignore' });
  faults.push(is(fs.readFileSync(path.join(own, 'output', 'milli-arxiv.pdf')).equals(fs.readFileSync(pdf)), 'the command makes other bytes'));
  // Prove.
  await until(page, 'proved', () => page.click('#prove-own'));
  faults.push(is(await page.locator('.report.proved').count() === 3, 'what was made is not proved'));
  const other = path.join(folder, 'milli-arxiv.md');
  fs.writeFileSync(other, fs.readFileSync(article('milli-arxiv.md'), 'utf8').replace('300-dən çox', '200-dən az'));
  await page.setInputFiles('#prove-files', pdf);
  await page.setInputFiles('#prove-source', other);
  await until(page, 'proved', () => page.click('#prove-go'));
  faults.push(is((await page.locator('.difference del').first().textContent()).includes('200'), 'the words of the source are not marked'));
  faults.push(is((await page.locator('.difference ins').first().textContent()).includes('300'), 'the words of the file are not marked'));
  faults.push(...page.wrong, ...elsewhere(page).map((url) => `it asked for ${url}`));
  await page.context().close();
  return faults;
});

await matter('messages in the language of the page', async () => {
  const page = await open();
  await bring(page, article('milli-arxiv.md'));
  const faults = [];
  for (const [language, means, advice] of [
    ['az', 'Mənbə şərtlər səhifəsinə işarə edir', 'ünvanını bildirin'], ['tr', 'Kaynak bir koşullar sayfasına', 'adresini belirtin'],
    ['ru', 'Источник ссылается на страницу условий', 'Укажите адрес'], ['en', 'the page of terms', 'state it with'],
  ]) {
    await speakIn(page, language);
    await page.waitForFunction((words) => document.querySelector('.messages .warning')?.textContent.includes(words), means, { timeout: 10_000 }).catch(() => {});
    const words = await page.textContent('.messages .warning');
    faults.push(is(words.includes(means) && words.includes(advice), `${language}: ${words}`));
    faults.push(is(await page.locator('.messages .warning .to-field').count() > 0, `${language}: the advice leads to no field`));
  }
  faults.push(...page.wrong);
  await page.context().close();
  return faults;
});

await matter('files that are none of it', async () => {
  const page = await open();
  const wrong = (name, bytes) => { const file = path.join(folder, name); fs.writeFileSync(file, bytes); return file; };
  const says = async (name, bytes) => { await bring(page, wrong(name, bytes)); return page.innerText('#facts'); };
  const faults = [];
  for (const [name, bytes, words] of [
    ['sekil.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'a picture (JPEG)'], ['sened.pdf', '%PDF-1.7\n1 0 obj\n', 'is a PDF'], ['bos.md', '', 'no article text'],
    ['kod.txt', Buffer.from('eecfd7cfd3d4c920c4ced10a0af720c7cfd2cfc4c520cfd4cbd2d9ccd3d120cdd5dac5ca2e0a', 'hex'), 'Новости дня'],
  ]) {
    const said = await says(name, bytes);
    faults.push(is(said.includes(words), `${name}: ${said}`));
    faults.push(is(await page.evaluate(() => document.activeElement.id) === 'understood-title', `${name}: nothing leads to what is wrong`));
  }
  // How the first line reads in an encoding is a choice.
  await until(page, 'made', () => page.locator('#facts .readings button').first().click());
  faults.push(is((await page.innerText('#facts')).includes('Новости дня'), await page.innerText('#facts')));
  await until(page, 'collected', () => page.setInputFiles('#files', wrong('bos.warc', '')));
  faults.push(is((await page.innerText('#trouble')).includes('bos.warc'), 'an empty archive is not said'));
  faults.push(is(!await page.isVisible('#table-scroll') && !await page.isVisible('#collection-take'), 'an empty archive is a table'));
  faults.push(...page.wrong);
  await page.context().close();
  return faults;
});

await matter('an article from right to left', async () => {
  const page = await open({ locale: 'ru' });
  await bring(page, article('fars-elifbasi.md'));
  await page.locator('details.body summary').click();
  const faults = [
    is(await page.getAttribute('html', 'lang') === 'ru', 'the page does not speak the language of the browser'),
    is(await page.getAttribute('.words', 'dir') === 'rtl', 'the text does not run from right to left'),
    is(await page.getAttribute('.words', 'lang') === 'fa', 'the language of the text is not said'),
  ];
  for (const [language, words] of [['az', 'Nə anlaşıldı'], ['tr', 'Ne anlaşıldı'], ['en', 'What was understood']]) {
    await speakIn(page, language);
    faults.push(is((await page.textContent('#understood-title')) === words, `${language}: ${await page.textContent('#understood-title')}`));
  }
  faults.push(...page.wrong);
  await page.context().close();
  return faults;
});

await matter('a saved page with its pictures', async () => {
  const page = await open();
  await until(page, 'made', async () => {
    // As a browser gives a folder: every file with its path.
    await page.evaluate(() => { document.querySelector('#files').removeAttribute('multiple'); document.querySelector('#files').setAttribute('webkitdirectory', ''); });
    const dropped = path.join(folder, 'saved');
    fs.mkdirSync(dropped, { recursive: true });
    fs.cpSync(article('tenbel-sekiller.html'), path.join(dropped, 'tenbel-sekiller.html'));
    fs.cpSync(article('tenbel-sekiller_files'), path.join(dropped, 'tenbel-sekiller_files'), { recursive: true });
    await page.setInputFiles('#folder', dropped);
  });
  const media = await page.evaluate(async () => (await import(new URL('page/state.js', document.baseURI))).state.article.document.media);
  const faults = [is(Object.keys(media).length > 0, 'the pictures beside the page did not come with it'), ...page.wrong];
  await page.context().close();
  return faults;
});

await matter('pasted text', async () => {
  const page = await open();
  await page.click('#paste summary');
  await page.fill('#pasted', 'Göl dolur\n\nGöl üç ildən sonra yenidən su ilə dolub.\n\n© Nümunə. Hiperlinklə istinad vacibdir.\n');
  await until(page, 'made', () => page.click('#take-pasted'));
  const faults = [is((await page.textContent('#facts')).includes('Göl dolur'), 'it is not read'), ...page.wrong];
  await page.context().close();
  return faults;
});

await matter('what was brought earlier, and what cannot be taken', async () => {
  const page = await open({ locale: 'az' });
  const faults = [];
  const facts = () => page.innerText('#facts');
  const command = () => page.innerText('#taken .command code');
  // A name of its own: all pages of a session have one shelf.
  const brought = path.join(folder, 'getirilmis.md');
  fs.copyFileSync(article('milli-arxiv.md'), brought);
  await bring(page, brought);
  // What is refused is said in the page's language, and keeps nothing else from being taken.
  await until(page, 'made', async () => { await page.fill('#field-published', 'dünən'); await page.locator('#field-published').blur(); });
  faults.push(is((await page.innerText('#field-published-wrong')).startsWith('Bu, vaxt deyil.'), await page.innerText('#field-published-wrong')));
  await until(page, 'made', () => page.fill('#field-publisher', 'Nümunə Nəşri'));
  faults.push(is((await facts()).includes('Nümunə Nəşri'), 'a wrong time keeps the publisher from being taken'));
  faults.push(is(await command() === "istinad convert getirilmis.md --publisher 'Nümunə Nəşri'", await command()));
  await until(page, 'made', async () => { await page.fill('#field-published', '24.6.2026 9:05'); await page.locator('#field-published').blur(); });
  faults.push(is((await command()).includes('--published 2026-06-24T09:05'), await command()));
  await until(page, 'made', async () => { await page.fill('#font-size', '3'); await page.locator('#font-size').blur(); });
  faults.push(is(await page.inputValue('#font-size') === '6' && (await facts()).includes('Nümunə Nəşri'), 'a size of type that there is not takes everything away'));
  // What was stopped shows nothing of the one before.
  const enormous = path.join(folder, 'nehayetsiz.md');
  fs.writeFileSync(enormous, `# Bulaq açıldı\n\n${'Kəndin yuxarı başındakı bulaq yenidən təmir olunub və sakinlərin istifadəsinə verilib.\n\n'.repeat(60_000)}`);
  await page.setInputFiles('#files', enormous);
  await page.click('#stop');
  await page.waitForSelector('#article:not(.coming)');
  faults.push(is(!(await facts()).includes('Milli Arxiv') && await page.locator('#taken a').count() === 0, 'what was stopped has the files of another'));
  // What is no article ends nothing, and a collection is called what its folder is.
  const two = path.join(folder, 'iki-yazi');
  fs.mkdirSync(two, { recursive: true });
  for (const name of ['bir', 'iki']) fs.writeFileSync(path.join(two, `${name}.md`), `# İcra hakimiyyəti: ${name}\n\nYol bu gün açılıb.\n`);
  await until(page, 'collected', () => page.setInputFiles('#folder', two));
  faults.push(is(await page.innerText('#collection-title') === 'iki-yazi', await page.innerText('#collection-title')));
  const none = ['a.xyz', 'b.xyz'].map((name) => { const file = path.join(folder, name); fs.writeFileSync(file, 'x'); return file; });
  await page.setInputFiles('#files', none);
  await page.waitForSelector('#trouble:not([hidden])');
  faults.push(is(await page.isVisible('#table-scroll') && !await page.isVisible('#table-stopped'), 'what is no article ends the collection'));
  await page.fill('#filter-words', 'ICRA HAKIMIYYETI');
  faults.push(is((await page.textContent('#table-count')) === '2 sətirdən 2', `letters are not folded: ${await page.textContent('#table-count')}`));
  faults.push(is(/ --date \d{4}-/.test(await page.innerText('#collection-take .command code')), 'the command of a collection does not name the present'));
  // What was said of an article is there when one comes back, also to a page that was loaded anew.
  await until(page, 'made', () => page.locator('button.open').nth(1).click());
  await until(page, 'made', () => page.fill('#field-publisher', 'İkinci Nəşr'));
  await until(page, 'made', () => page.locator('#paths button').nth(1).click());
  await until(page, 'made', () => page.locator('#paths button').nth(2).click());
  faults.push(is(await page.inputValue('#field-publisher') === 'İkinci Nəşr', 'what was said of an article of a collection is forgotten'));
  const earlier = (name) => page.locator('#shelf button', { hasText: new RegExp(`^${name}$`) });
  await until(page, 'made', () => earlier('getirilmis.md').click());
  faults.push(is(await page.inputValue('#field-publisher') === 'Nümunə Nəşri' && !await page.isVisible('#collection'), 'what was said of an earlier article is forgotten'));
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  await earlier('iki-yazi').waitFor();
  faults.push(...await axed(page, 'what was brought earlier'));
  await until(page, 'collected', () => earlier('iki-yazi').click());
  await until(page, 'made', () => page.locator('button.open').nth(1).click());
  faults.push(is(await page.inputValue('#field-publisher') === 'İkinci Nəşr', 'what was said is forgotten when the page is loaded anew'));
  await page.locator('#shelf li', { hasText: 'getirilmis.md' }).locator('.forget').click();
  await earlier('getirilmis.md').waitFor({ state: 'detached' });
  // A bag is proved, and is called what its article is.
  const [bag] = await Promise.all([page.waitForEvent('download'), page.click('#taken button.bag')]);
  faults.push(is(bag.suggestedFilename() === 'iki-bag.zip', bag.suggestedFilename()));
  const file = path.join(folder, 'iki-bag.zip');
  await bag.saveAs(file);
  await page.setInputFiles('#prove-files', file);
  await until(page, 'proved', () => page.click('#prove-go'));
  faults.push(is(await page.locator('.report.proved').count() === 1, `a bag is not proved: ${await page.innerText('#reports')}`));
  faults.push(...page.wrong);
  await page.context().close();
  return faults;
});

// A record of a web archive.
function record(number, uri, body) {
  const html = Buffer.from(body);
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${html.length}\r\n\r\n`), html]);
  const id = `<urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}>`;
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: ${uri}\r\nWARC-Date: 2026-06-24T10:00:00Z\r\nWARC-Record-ID: ${id}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), http, Buffer.from('\r\n\r\n')]);
}

await matter('a web archive of 300 pages', async () => {
  const archive = path.join(folder, 'uc-yuz.warc');
  const pages = Array.from({ length: 300 }, (_, number) => record(number, `https://numune${number % 7}.example/xeber/${number}`,
    `<!doctype html><html lang="az"><head><meta charset="utf-8"><title>Bulaq ${number} açıldı</title><meta property="og:title" content="Bulaq ${number} açıldı"><meta property="og:site_name" content="Nümunə ${number % 7}"><meta property="article:published_time" content="2026-06-${String(1 + (number % 28)).padStart(2, '0')}T10:00:00+04:00"></head><body><article><h1>Bulaq ${number} açıldı</h1>${'<p>Kəndin yuxarı başındakı bulaq uzun illərdən sonra yenidən təmir olunub və sakinlərin istifadəsinə verilib. İcra nümayəndəsi deyir ki, su borusu dəyişdirilib, yol isə yayda salınacaq.</p>'.repeat(4)}<footer><p>© Nümunə ${number % 7}. Hiperlinklə istinad vacibdir.</p></footer></article></body></html>`));
  fs.writeFileSync(archive, Buffer.concat(pages));
  const page = await open();
  await until(page, 'collected', () => page.setInputFiles('#files', archive));
  const faults = [is((await page.textContent('#table-count')).startsWith('300 of 300'), await page.textContent('#table-count'))];
  faults.push(is(await page.locator('#table tbody tr').count() < 60, 'all rows are in the page at once'));
  await page.click('th[data-column="headline"] button');
  await page.click('th[data-column="headline"] button');
  faults.push(is((await page.textContent('#table tbody tr button.open')) === 'Bulaq 299 açıldı', 'it is not sorted'));
  await page.fill('#filter-words', 'Nümunə 3');
  faults.push(is((await page.textContent('#table-count')).startsWith('43 of 300'), 'it is not filtered'));
  // By keyboard alone: to the table, down two rows, open.
  await page.focus('#table-scroll');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await until(page, 'made', () => page.keyboard.press('Enter'));
  const facts = await page.textContent('#facts');
  faults.push(is(facts.includes('from the archive') && facts.includes('https://numune3.example/'), 'a capture is not opened with what its archive knows'));
  await page.locator('#paths button').first().click();
  faults.push(is((await page.evaluate(() => document.activeElement.className)) === 'open', 'nothing leads back to the row'));
  // And by a press anywhere in a row.
  await until(page, 'made', () => page.click('#table tbody tr.opens td.state'));
  faults.push(is(await page.isVisible('#facts'), 'a press in a row opens nothing'));
  await page.locator('#paths button').first().click();
  // Terms in the language of the page, with what limits them.
  for (const [language, words] of [['az', 'mənbəyə istinad edilməlidir — hiperlinklə'], ['tr', 'kaynak gösterilmelidir — köprüyle'], ['ru', 'нужно указать источник — гиперссылкой'], ['en', 'the source must be named — by hyperlink']]) {
    await speakIn(page, language);
    const cell = await page.textContent('#table tbody tr[data-at="0"] td.terms');
    faults.push(is(cell.includes(words), `${language}: ${cell}`));
    faults.push(is(await page.inputValue('#filter-words') === 'Nümunə 3', `${language}: what was filtered is forgotten`));
  }
  const meanings = await page.evaluate(async () => {
    const { meaning } = await import(new URL('page/understood.js', document.baseURI));
    return [{ type: 'share', percent: 30 }, { type: 'share', excerpts: null }, { type: 'medium', print: null }, { type: 'delay', hours: 2 }, { type: 'delay', hours: null }].map(meaning).join('; ');
  });
  faults.push(is(meanings === 'only a part — at most 30 per cent; only a part — excerpts; in print only; only after some time — 2 hours after publication; only after some time', meanings));
  // Ten thousand rows.
  const times = await page.evaluate(async () => {
    const { state } = await import(new URL('page/state.js', document.baseURI));
    const { rows } = state.collection;
    state.collection.rows = Array.from({ length: 10_000 }, (_, at) => ({ ...rows[at % rows.length], headline: `Bulaq ${at}` }));
    const measured = (doing) => { const start = performance.now(); doing(); return performance.now() - start; };
    const words = document.getElementById('filter-words');
    const filter = measured(() => { words.value = ''; words.dispatchEvent(new Event('input')); });
    const sort = measured(() => document.querySelector('th[data-column="published"] button').click());
    const scroll = document.getElementById('table-scroll');
    const paints = Array.from({ length: 40 }, (_, at) => measured(() => { scroll.scrollTop = at * 10_000; scroll.dispatchEvent(new Event('scroll')); }));
    return { filter, sort, paint: paints.sort((one, other) => one - other)[20], rows: document.querySelectorAll('#table tbody tr').length };
  });
  // How many rows the page holds decides how smooth it is; the times depend on the machine.
  faults.push(is(times.rows < 60, JSON.stringify(times)), ...page.wrong);
  console.log(`note\tten thousand rows\t${JSON.stringify(times)}`);
  await page.context().close();
  return faults;
});

await matter('hostile articles', async () => {
  const faults = [];
  const hostile = path.join(folder, 'hostile.html');
  fs.writeFileSync(hostile, `<!doctype html><html lang=az><title>x</title><body><article><h1>Başlıq <img src=x onerror=alert(1)>&lt;img src=x onerror=alert(2)&gt;</h1><p>Mətn "&gt;&lt;script&gt;alert(3)&lt;/script&gt; <a href="javascript:alert(4)">keçid</a> <svg onload=alert(5)></svg> <iframe srcdoc="<script>alert(6)</script>"></iframe> bu cümlə uzundur və davam edir.</p><p>© <script>alert(7)</script>Nümunə. Hiperlinklə istinad vacibdir &lt;b onmouseover=alert(8)&gt;.</p></article>`);
  const finds = ['tests/fuzz-finds', 'tests/articles/refused'].flatMap((place) => fs.readdirSync(path.join(repository, place), { recursive: true }).map((name) => path.join(repository, place, name))).filter((name) => fs.statSync(name).isFile()).sort().slice(0, 40);
  const page = await open();
  for (const file of [hostile, ...finds]) {
    await bring(page, file);
    for (const view of ['epub', 'newsml', 'rights', 'pdf']) { if (await page.locator(`#tab-${view}`).count()) await page.click(`#tab-${view}`); }
    if (file === hostile) await page.waitForTimeout(300);
  }
  faults.push(...page.wrong.filter((words) => !words.startsWith('Failed to load resource')));
  faults.push(...elsewhere(page).map((url) => `it asked for ${url}`));
  faults.push(is((await page.evaluate(() => document.title)) === 'istinad', 'the page is not itself any more'));
  await page.context().close();
  return faults;
});

await matter('pages of other origins', async () => {
  const { port } = new URL(address);
  const secret = new URL(address).pathname;
  const faults = [];
  // The worst of all pages: it knows the secret.
  const evil = http.createServer((request, response) => { response.writeHead(200, { 'content-type': 'text/html' }); response.end('<!doctype html><title>evil</title><body></body>'); });
  await new Promise((done) => { evil.listen(0, '127.0.0.1', done); });
  const own = await open();
  const { frames } = await own.evaluate(async () => (await import(new URL('page/state.js', document.baseURI))).state.about);
  await bring(own, article('milli-arxiv.md'));
  const { task, outputs: [output] } = await own.evaluate(async () => (await import(new URL('page/state.js', document.baseURI))).state.article);
  const drops = () => fs.readdirSync(path.join(folder, fs.readdirSync(folder).find((name) => name.startsWith('istinad-serve-')), 'dropped')).length;
  const had = drops();
  for (const host of ['127.0.0.1', 'localhost']) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://${host}:${evil.address().port}/`);
    const got = await page.evaluate(async ({ base, frame, file }) => {
      const tries = {};
      const attempt = async (name, doing) => { try { tries[name] = await doing(); } catch { tries[name] = 'refused'; } };
      const load = (element) => new Promise((done) => { element.onload = () => done('loaded'); element.onerror = () => done('refused'); document.body.append(element); setTimeout(() => done('nothing'), 2000); });
      for (const mode of ['cors', 'no-cors']) {
        for (const [method, what] of [['GET', ''], ['GET', 'api/about'], ['GET', file], ['POST', 'api/drops'], ['POST', 'api/tasks']]) {
          await attempt(`${mode} ${method} ${what}`, async () => (await (await fetch(base + what, { method, mode, ...(what === 'api/tasks' ? { body: '{"kind":"article","drop":1,"path":"a.md"}' } : {}) })).text()).slice(0, 40));
        }
      }
      await attempt('PUT', async () => (await fetch(`${base}api/drops/1?path=a.md`, { method: 'PUT', body: 'x' })).status);
      await attempt('DELETE', async () => (await fetch(`${base}api/drops/1`, { method: 'DELETE' })).status);
      await attempt('script', () => load(Object.assign(document.createElement('script'), { src: `${base}page/words-en.js`, type: 'module' })));
      await attempt('picture', () => load(Object.assign(document.createElement('img'), { src: `${base}page/icon.svg` })));
      await attempt('style', () => load(Object.assign(document.createElement('link'), { href: `${base}page/style.css`, rel: 'stylesheet' })));
      for (const [name, src] of [['frame', base], ['frame of what was made', frame]]) {
        const inner = document.createElement('iframe');
        inner.src = src;
        await load(inner);
        await attempt(name, async () => (inner.contentDocument?.body?.textContent ?? '').slice(0, 40));
      }
      const form = Object.assign(document.createElement('form'), { method: 'POST', action: `${base}api/drops`, target: 'away' });
      const away = Object.assign(document.createElement('iframe'), { name: 'away' });
      document.body.append(away, form);
      form.submit();
      await load(away);
      const opened = window.open(base);
      await new Promise((done) => { setTimeout(done, 500); });
      await attempt('window', async () => (opened === null || opened.closed ? 'refused' : opened.document?.title ?? 'refused'));
      return tries;
    }, { base: `http://127.0.0.1:${port}${secret}`, frame: `http://127.0.0.1:${port}${frames}/${task}/${encodeURIComponent(output.file)}`, file: `api/tasks/${task}/file?path=${encodeURIComponent(output.file)}` });
    for (const [name, what] of Object.entries(got)) faults.push(is(['refused', '', 'nothing'].includes(what), `${host}: ${name} got ${JSON.stringify(what)}`));
    await context.close();
  }
  faults.push(is(drops() === had, 'a page of another origin has made a drop'));
  // A name that was bound to this machine.
  const rebound = await chromium.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--host-resolver-rules=MAP rebound.example 127.0.0.1'] });
  const page = await rebound.newPage();
  for (const what of ['', 'api/about', `api/tasks/${task}/file?path=${encodeURIComponent(output.file)}`]) {
    const answer = await page.goto(`http://rebound.example:${port}${secret}${what}`);
    faults.push(is(answer.status() === 421, `by another name ${what} is answered with ${answer.status()}`));
  }
  await rebound.close();
  await own.context().close();
  evil.close();
  return faults;
});

// What axe finds, in a few words.
async function axed(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'], iframes: false }));
  return violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')}`);
}

await matter('nothing for axe to find, at any width, in any colours', async () => {
  const faults = [];
  for (const [width, colours] of [[320, {}], [768, { colorScheme: 'dark' }], [1440, { forcedColors: 'active' }], [1440, {}], [320, { colorScheme: 'dark' }]]) {
    const name = `${width} ${JSON.stringify(colours)}`;
    const page = await open({ viewport: { width, height: 900 }, ...colours });
    // axe is put into the page by the judge: the page itself forbids what it does not bring.
    faults.push(...await axed(page, `${name} empty`));
    await bring(page, article('milli-arxiv.md'));
    faults.push(...await axed(page, `${name} article`));
    await page.click('#tab-rights');
    await until(page, 'proved', () => page.click('#prove-own'));
    faults.push(...await axed(page, `${name} proof`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    faults.push(is(wide <= 0, `${name}: wider than the window by ${wide}`));
    // Text twice as large.
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    const larger = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    faults.push(is(larger <= 0, `${name}: wider than the window by ${larger} with text of 200 %`));
    await page.context().close();
  }
  const page = await open({ viewport: { width: 768, height: 900 } });
  const two = ['sade.md', 'english.md', 'refused'].slice(0, 2).map(article);
  await until(page, 'collected', () => page.setInputFiles('#files', two));
  faults.push(...await axed(page, 'table'));
  await page.context().close();
  return faults;
});

await matter('how long things take', async () => {
  const page = await open();
  const long = path.join(folder, 'uzun.md');
  const sentence = 'Kəndin yuxarı başındakı bulaq uzun illərdən sonra yenidən təmir olunub və sakinlərin istifadəsinə verilib. ';
  fs.writeFileSync(long, `# Bulaq açıldı\n\n${`${sentence.repeat(4)}\n\n`.repeat(Math.ceil(60_000 / (sentence.length * 4.6)))}`);
  await bring(page, long);
  // Who says something has looked at what came of it: by then the browser has shown it, and is at rest.
  const rest = 1_500;
  const measured = { published: [], 'font-size': [] };
  const values = { published: ['01', '02', '03'].map((day) => `2026-06-${day}`), 'font-size': ['11', '12', '13'] };
  for (const [field, id] of [['published', 'field-published'], ['font-size', 'font-size']]) {
    for (const value of values[field]) {
      await page.waitForTimeout(rest);
      await until(page, 'made', () => page.evaluate(([name, words]) => {
        const input = document.getElementById(name);
        input.value = words;
        input.dispatchEvent(new Event('change'));
      }, [id, value]));
      const { understood, milliseconds, end } = await page.evaluate(async () => (await import(new URL('page/state.js', document.baseURI))).state.article);
      measured[field].push([understood, milliseconds, end.milliseconds].map(Math.round).join('/'));
    }
  }
  // What a worker takes by its own clock, and the page by its own: the machine may be busy with other things.
  const workers = fs.existsSync(`/proc/${server.pid}/task`) ? fs.readdirSync(`/proc/${server.pid}/task`).flatMap((task) => fs.readFileSync(`/proc/${server.pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean)) : [];
  const ticks = () => workers.reduce((sum, worker) => { const parts = fs.readFileSync(`/proc/${worker}/stat`, 'utf8').split(') ')[1].split(' '); return sum + Number(parts[11]) + Number(parts[12]); }, 0);
  const before = ticks();
  for (let at = 0; at < 5; at += 1) {
    await until(page, 'made', () => page.evaluate((value) => {
      const input = document.getElementById('field-published');
      input.value = value;
      input.dispatchEvent(new Event('change'));
    }, `2026-07-${10 + at}`));
  }
  // A tick is 10 ms.
  const worked = ((ticks() - before) * 10) / 5;
  const paints = await page.evaluate(async () => {
    const { state, tell } = await import(new URL('page/state.js', document.baseURI));
    const times = Array.from({ length: 9 }, () => { const start = performance.now(); tell('understood'); tell('said'); document.body.getBoundingClientRect(); return performance.now() - start; });
    return [state.article.diagnostics.length, Math.round(times.sort((one, other) => one - other)[4])];
  });
  const status = fs.existsSync(`/proc/${server.pid}/status`) ? fs.readFileSync(`/proc/${server.pid}/status`, 'utf8') : '';
  const memory = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  const usable = [];
  await page.context().close();
  for (let at = 0; at < 5; at += 1) {
    const fresh = await open({}, rest);
    usable.push(await fresh.evaluate(() => [performance.getEntriesByName('usable')[0].startTime, performance.getEntriesByType('navigation')[0].loadEventEnd].map(Math.round).join('/')));
    await fresh.context().close();
  }
  console.log(`note\tmeasured\tanswering after ${Math.round(answering)} ms, a page usable/loaded after ${usable.join(', ')} ms\ta change of ${fs.statSync(long).size} bytes, understood/made/worked: published ${measured.published.join(', ')} ms; size of type ${measured['font-size'].join(', ')} ms\ta worker takes ${worked.toFixed(0)} ms of a processor for a change, the page ${paints[1]} ms to show it\tthe server has had ${memory.toFixed(1)} MB`);
  return [is(memory <= 60, `${memory} MB`)];
});

if (pictures) {
  const page = await open({ viewport: { width: 1280, height: 860 } });
  await bring(page, article('milli-arxiv.md'));
  // The viewer of PDF takes its time on a busy machine.
  await page.waitForTimeout(15_000);
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, document.querySelector('#article').offsetTop - 70); });
  await page.screenshot({ path: path.join(pictures, 'serve.png') });
  await page.context().close();
}

await browser.close();
server.kill('SIGTERM');
await new Promise((done) => { server.on('exit', done); });
told('nothing is left', fs.readdirSync(folder).filter((name) => name.startsWith('istinad-serve-')));
process.exit(failed ? 1 : 0);
