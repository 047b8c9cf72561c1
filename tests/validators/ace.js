// Judges many EPUB files by Ace in one browser, for the browser takes longer to start than Ace to judge.
//
//     node ace.js FOLDER_OF_NODE_MODULES FILE...
//
// One line per file, its fields parted by tabs: pass or fail, the word ace, file, then each violation. Exit 1 if one
// fails. PUPPETEER_EXECUTABLE_PATH names the browser.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');

const [modules, ...files] = process.argv.slice(2);
if (!modules || files.length === 0) {
  console.error('usage: node ace.js FOLDER_OF_NODE_MODULES FILE...');
  process.exit(2);
}

const load = (name) => require(path.join(path.resolve(modules), name));
const ace = load('@daisy/ace-core');
const puppeteer = load('@daisy/ace-axe-runner-puppeteer');
const logger = load('@daisy/ace-logger');

// Ace opens and closes a browser for every book; this one stays open until the last.
const runner = { ...puppeteer, launch: async () => {}, close: async () => {} };

// Each broken rule once for each document: how often, and where it was met first. Any finding makes Ace's verdict a
// failure, whatever its impact.
function violations(report) {
  const rules = new Map();
  for (const document of report.assertions || []) {
    const place = (document['earl:testSubject'] || {}).url || '?';
    for (const assertion of document.assertions || []) {
      const test = assertion['earl:test'] || {};
      const result = assertion['earl:result'] || {};
      if (result['earl:outcome'] === 'pass') continue;
      const rule = `${test['earl:impact'] || '?'} ${test['dct:title'] || '?'} at ${place}`;
      if (!rules.has(rule)) rules.set(rule, { times: 0, first: result });
      rules.get(rule).times += 1;
    }
  }
  const found = [...rules].map(([rule, { times, first }]) =>
    `${rule}: ${first['dct:description'] || ''} (${times}x, first at ${first.html || 'the whole'})`);
  const outcome = (report['earl:result'] || {})['earl:outcome'];
  if (outcome !== 'pass' && found.length === 0) found.push(`the outcome is ${outcome}, without a reason`);
  return found;
}

async function judge(file, folder) {
  try {
    fs.accessSync(file);
    const [, report] = await ace(file, {
      cwd: process.cwd(),
      outdir: path.join(folder, 'report'),
      tmpdir: path.join(folder, 'book'),
      lang: 'en',
      silent: true,
    }, runner);
    return violations(report);
  } catch (error) {
    return [`Ace broke off: ${error && error.message ? error.message : error}`];
  }
}

async function main() {
  logger.initLogger({ verbose: false, silent: true });
  // Ace writes what it meets to standard output, which here carries verdicts only.
  console.log = console.error;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'istinad-ace-'));
  let failed = false;
  try {
    await puppeteer.launch();
    for (const [index, file] of files.entries()) {
      const faults = await judge(file, path.join(folder, String(index)));
      failed = failed || faults.length > 0;
      const fields = [faults.length ? 'fail' : 'pass', 'ace', file,
        ...faults.map((fault) => fault.replace(/\s+/g, ' ').trim())];
      process.stdout.write(`${fields.join('\t')}\n`);
    }
  } finally {
    await puppeteer.close().catch(() => {});
    fs.rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = failed ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
