// Opens EPUB files in two reading systems, epub.js and foliate-js, in Debian's Chromium, as readers do: on a phone, a
// tablet and a desktop, in light and in dark.
//
//     node readers.mjs NODE_MODULES_OF_THE_READING_SYSTEMS NODE_MODULES_OF_PLAYWRIGHT FILE...
//
// Two lines for each file, one a reading system: pass or fail, the reading system, the file, then what is wrong. Every
// part of the book is shown and measured: what is wider than the window, letters that are in no face of the book, text
// that hardly stands out from its ground, pictures on a dark one, links that lead nowhere, notes that do not open, a table
// of contents that does not lead through the book, a page of rights that is empty or cannot be found. Exit 1 if something
// is wrong.
// PUPPETEER_EXECUTABLE_PATH names the browser.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const [systems, tools, ...files] = process.argv.slice(2);
const { chromium } = createRequire(path.join(path.resolve(tools), 'x.js'))('playwright-core');

const DEVICES = { phone: [390, 844], tablet: [820, 1180], desktop: [1440, 1000] };
const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.epub': 'application/epub+zip' };
// Each gives the page `open(address)`, which shows a book and returns `{ parts, show(index), toc, resolve(href), note(link) }`.
const HOSTS = {
  'epub.js': `<!doctype html><meta charset="utf-8"><style>html, body, #book { margin: 0; height: 100% }</style><div id="book"></div>
<script src="/modules/jszip/dist/jszip.min.js"></script><script src="/modules/epubjs/dist/epub.js"></script>
<script type="module">
window.open_book = async (address) => {
  const book = ePub(address);
  await book.ready;
  const rendition = book.renderTo('book', { width: '100%', height: '100%', flow: 'scrolled-doc' });
  const sections = book.spine.spineItems;
  const entries = (items) => items.flatMap((item) => [item.href, ...entries(item.subitems)]);
  const toc = entries((await book.loaded.navigation).toc);
  // The section and the element that an address within the book leads to.
  const resolve = async (href) => {
    const [file, id] = href.split('#');
    const section = sections.find((one) => one.href === file || one.href.endsWith('/' + file));
    if (!section) return null;
    const root = await section.load(book.load.bind(book));
    return !id || root.ownerDocument.getElementById(id) ? section.index : null;
  };
  return {
    parts: sections.map((section) => section.href), toc, resolve,
    show: async (index) => {
      await rendition.display(sections[index].href);
      return rendition.getContents()[0].document;
    },
    href: (index, link) => link.getAttribute('href').startsWith('#') ? sections[index].href + link.getAttribute('href') : link.getAttribute('href'),
  };
};
</script>`,
  'foliate-js': `<!doctype html><meta charset="utf-8"><style>html, body { margin: 0; height: 100% } foliate-view { display: block; height: 100% }</style>
<script type="module">
import '/modules/foliate-js/view.js';
import { FootnoteHandler } from '/modules/foliate-js/footnotes.js';
window.open_book = async (address) => {
  const view = document.createElement('foliate-view');
  document.body.append(view);
  await view.open(new File([await (await fetch(address)).blob()], 'book.epub'));
  view.renderer.setAttribute('flow', 'scrolled');
  const { book } = view;
  const entries = (items) => items.flatMap((item) => [item.href, ...entries(item.subitems ?? [])]);
  const resolve = async (href) => {
    const found = await book.resolveHref(href);
    if (!found) return null;
    const root = await book.sections[found.index].createDocument();
    return !href.includes('#') || found.anchor?.(root) ? found.index : null;
  };
  return {
    parts: book.sections.map((section) => section.id), toc: entries(book.toc ?? []), resolve,
    show: async (index) => {
      await view.renderer.goTo({ index });
      return view.renderer.getContents().find((content) => content.index === index).doc;
    },
    href: (index, link) => book.sections[index].resolveHref(link.getAttribute('href')),
    // What the pop-up of a note holds.
    note: async (index, link) => {
      const handler = new FootnoteHandler();
      let words = null;
      handler.addEventListener('before-render', ({ detail }) => document.body.append(detail.view));
      handler.addEventListener('render', ({ detail }) => {
        words = detail.target.ownerDocument.body.textContent.trim();
      });
      const href = book.sections[index].resolveHref(link.getAttribute('href'));
      await handler.handle(book, new CustomEvent('link', { cancelable: true, detail: { a: link, href } }));
      return words;
    },
  };
};
</script>`,
};

const server = http.createServer((request, response) => {
  const url = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const [, kind, ...rest] = url.split('/');
  const answer = (type, bytes) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(bytes);
  if (kind === 'host') return answer('text/html', HOSTS[rest[0]]);
  const file = kind === 'book' ? files[Number.parseInt(rest[0], 10)] : path.join(systems, ...rest);
  if (!file || !fs.existsSync(file) || !fs.statSync(file).isFile()) return response.writeHead(404).end();
  return answer(TYPES[path.extname(file)] ?? 'application/octet-stream', fs.readFileSync(file));
});
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// What is wrong with the part of a book that is shown; runs in the page.
async function measure([index, first]) {
  const { book } = window;
  const root = await book.show(index);
  const frame = root.defaultView;
  await root.fonts.ready;
  await new Promise((done) => { setTimeout(done, 60); });
  const faults = [];
  const name = book.parts[index];
  const say = (element) => `<${element.localName}> ${JSON.stringify(element.textContent.trim().slice(0, 30))} in ${name}`;
  const elements = [...root.body.querySelectorAll('*')];
  const width = root.documentElement.clientWidth;
  const wide = elements.filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1);
  });
  if (wide.length > 0) faults.push(`wider than the window (${width}): ${say(wide[0])}`);
  for (const face of root.fonts) {
    if (face.status === 'error') faults.push(`the face ${face.family} ${face.weight} ${face.style} of ${name} cannot be loaded`);
  }
  // Contrast by WCAG 2, against the ground that is seen.
  const colours = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const channels = (colour) => {
    colours.clearRect(0, 0, 1, 1);
    colours.fillStyle = colour;
    colours.fillRect(0, 0, 1, 1);
    return [...colours.getImageData(0, 0, 1, 1).data];
  };
  const probe = root.createElement('span');
  probe.style.backgroundColor = 'Canvas';
  root.body.append(probe);
  const canvas = frame.getComputedStyle(probe).backgroundColor;
  probe.remove();
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = frame.getComputedStyle(at).backgroundColor;
      if (channels(colour)[3] === 255) return colour;
    }
    return canvas;
  };
  const light = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const shown = elements.filter((element) => hasText(element) && element.getClientRects().length > 0);
  for (const element of shown) {
    const [one, other] = [light(frame.getComputedStyle(element).color), light(ground(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) {
      faults.push(`contrast ${ratio.toFixed(1)}: ${say(element)}`);
      break;
    }
  }
  // What a drawing leaves out shows the ground behind it, on which dark lines are not seen.
  for (const image of root.querySelectorAll('img')) {
    if (light(ground(image)) < 0.5) faults.push(`a picture on a dark ground: ${image.getAttribute('src')}`);
  }
  if (!first) return faults;
  if (shown.length === 0) faults.push(`no words in ${name}`);
  for (const link of root.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href');
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) continue;
    if ((await book.resolve(book.href(index, link))) === null) faults.push(`a link leads nowhere: ${href} in ${name}`);
    const type = link.getAttributeNS('http://www.idpf.org/2007/ops', 'type') ?? '';
    if (book.note && type.split(' ').includes('noteref')) {
      const words = await Promise.race([book.note(index, link), new Promise((done) => { setTimeout(done, 5000, null); })]);
      if (!words) faults.push(`the note ${href} of ${name} does not open`);
    }
  }
  return faults;
}

// The faces of the system that show letters of a document within the page.
async function strangers(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const found = new Set();
  const walk = async (node, inBook) => {
    const children = [...(node.children ?? []), ...(node.shadowRoots ?? []), node.contentDocument].filter(Boolean);
    const hasText = children.some((child) => child.nodeType === 3 && child.nodeValue.trim());
    if (inBook && hasText && !['STYLE', 'SCRIPT', 'TITLE'].includes(node.nodeName.toUpperCase())) {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId: node.nodeId });
      for (const font of fonts) if (!font.isCustomFont) found.add(`${font.familyName} (${node.nodeName.toLowerCase()})`);
    }
    for (const child of children) await walk(child, inBook || child === node.contentDocument);
  };
  await walk(root, false);
  await session.detach();
  return [...found];
}

async function judge(system, file, index) {
  const faults = new Set();
  devices: for (const [device, [width, height]] of Object.entries(DEVICES)) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    let colorScheme = 'light';
    const say = (fault) => faults.add(`${fault} (${device}, ${colorScheme})`);
    page.on('pageerror', (error) => say(`the reading system fails: ${String(error).split('\n')[0]}`));
    try {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${base}/host/${system}`);
      await page.waitForFunction(() => window.open_book);
      const book = await page.evaluate(async (address) => {
        // A reading system may wait for ever for what is no book.
        const late = new Promise((_, refuse) => { setTimeout(refuse, 30_000, new Error('it does not open')); });
        window.book = await Promise.race([window.open_book(address), late]);
        const leads = [];
        for (const href of window.book.toc) leads.push(await window.book.resolve(href));
        return { parts: window.book.parts, toc: window.book.toc, leads };
      }, `${base}/book/${index}.epub`);
      const first = device === 'phone';
      if (first) {
        if (book.toc.length === 0) say('there is no table of contents');
        book.leads.forEach((lead, at) => { if (lead === null) say(`the table of contents leads nowhere: ${book.toc[at]}`); });
        const rights = book.parts.findIndex((part) => /rights/.test(part));
        if (rights < 0) say('there is no page of rights');
        else if (!book.leads.includes(rights)) say('the table of contents does not lead to the page of rights');
      }
      for (let part = 0; part < book.parts.length; part++) {
        (await page.evaluate(measure, [part, first])).forEach(say);
        if (first) (await strangers(page)).forEach((face) => say(`a face that is not the book's: ${face}, ${book.parts[part]}`));
      }
      // Whoever reads on in the evening has the book open already.
      colorScheme = 'dark';
      await page.emulateMedia({ colorScheme });
      for (let part = 0; part < book.parts.length; part++) (await page.evaluate(measure, [part, false])).forEach(say);
    } catch (error) {
      say(`it cannot be shown: ${String(error).split('\n')[0]}`);
      await context.close();
      break devices;
    }
    await context.close();
  }
  return { passed: faults.size === 0, said: [faults.size ? 'fail' : 'pass', system, file, ...faults].join('\t') };
}

// Both reading systems show a book at once: most of the time is waiting for faces and frames. Said in their order.
let failed = false;
for (const [index, file] of files.entries()) {
  for (const { passed, said } of await Promise.all(Object.keys(HOSTS).map((system) => judge(system, file, index)))) {
    console.log(said);
    failed = !passed || failed;
  }
}
await browser.close();
server.close();
process.exit(failed ? 1 : 0);
