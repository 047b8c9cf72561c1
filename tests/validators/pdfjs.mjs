// The text of PDF files as pdf.js gives it to its text layer: a JSON string a line.
//
//     node pdfjs.mjs NODE_MODULES FILE...
import fs from "node:fs";
import path from "node:path";

// Newer than the oldest Node that the judges run on.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((kept, broken) => {
    resolve = kept;
    reject = broken;
  });
  return { promise, resolve, reject };
};

const [modules, ...files] = process.argv.slice(2);
const pdfjs = await import(path.resolve(modules, "pdfjs-dist/legacy/build/pdf.mjs"));
for (const file of files) {
  const data = new Uint8Array(fs.readFileSync(file));
  const pdf = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent();
    for (const item of content.items) text += item.str + (item.hasEOL ? "\n" : "");
    text += "\n";
  }
  console.log(JSON.stringify(text));
}
