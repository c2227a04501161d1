// Usage: node roundtrip.mjs FOLDER
// Every folder in FOLDER holds a schema.ts. The original's builder runs it and its intermediate SDL goes into
// intermediate.graphql beside it; the compiler then judges all .ts files there at once. What fails is in failures.json,
// by folder; the exit code is 0 all the same, so that whatever else ends this script is not taken for a verdict.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = resolve(process.argv[2]);
const cases = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const failures = {};

function fail(name, message) {
  (failures[name] ??= []).push(message);
}

const compilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

async function transform(name) {
  const source = join(root, name, 'schema.ts');
  const { outputText } = ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions, fileName: source });
  const script = join(root, name, 'schema.mjs');
  writeFileSync(script, outputText);
  try {
    const { schema } = await import(pathToFileURL(script).href);
    writeFileSync(join(root, name, 'intermediate.graphql'), schema.transform().schema);
  } catch (error) {
    fail(name, `transform: ${error.message}`);
  } finally {
    rmSync(script);
  }
}

function check() {
  const files = cases.flatMap((name) =>
    readdirSync(join(root, name))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, name, file)),
  );
  for (const diagnostic of ts.getPreEmitDiagnostics(ts.createProgram(files, compilerOptions))) {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    const { file, start } = diagnostic;
    if (file === undefined) {
      throw new Error(text);
    }
    const { line } = file.getLineAndCharacterOfPosition(start);
    fail(basename(dirname(file.fileName)), `${basename(file.fileName)}:${line + 1}: ${text}`);
  }
}

for (const name of cases) {
  await transform(name);
}
check();
writeFileSync(join(root, 'failures.json'), JSON.stringify(failures, null, 2));
