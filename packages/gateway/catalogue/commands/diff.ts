// `diff`: what changes for citizens, in words.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LocalText, Matter } from '@onetrip/shared/contract';
import { Type } from 'typebox';
import Schema from 'typebox/schema';
import { type ComparedMatter, diffMatters, mattersOf } from '../diff.ts';
import { CatalogueError, loadCatalogue } from '../load.ts';
import { type Command, Slip, type Surroundings } from './command.ts';

/** What `export --published` writes, and the service answers: matters with or without their version. */
const publishedMatters = Schema.Compile(
  Type.Array(Type.Object({ ...Matter.properties, version: Type.Optional(Matter.properties.version) })),
);

/** Matters out of a JSON file. */
function mattersIn(file: string): ComparedMatter[] {
  if (!existsSync(file)) throw new Slip(`There is no file ${file}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CatalogueError(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (!publishedMatters.Check(content)) {
    throw new CatalogueError(`${file} is no list of published matters, as \`export FILE --published\` writes it.`);
  }
  return content;
}

/** Matters out of a git revision: its files are read into a folder that is thrown away. */
function mattersOfRevision(revision: string, folder: string): ComparedMatter[] {
  let archive: Buffer;
  try {
    archive = execFileSync('git', ['archive', revision, '.'], { cwd: folder, maxBuffer: 1 << 28, stdio: 'pipe' });
  } catch {
    throw new Slip(`${revision} is no catalogue’s folder, no .json file, and no git revision that has a catalogue.`);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'onetrip-catalogue-'));
  try {
    execFileSync('tar', ['-x', '-C', scratch], { input: archive });
    return mattersOf(loadCatalogue(scratch));
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    const [first] = error.message.split('\n');
    throw new CatalogueError(
      `${revision} has its catalogue in an older format, which is no longer read (${first}); compare with a later revision.`,
      { cause: error },
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Matters of a catalogue by folder, JSON file or git revision. */
function mattersAt(at: string, { folder }: Surroundings): ComparedMatter[] {
  if (existsSync(resolve(at, 'departments.json'))) return mattersOf(loadCatalogue(resolve(at)));
  return extname(at) === '.json' ? mattersIn(resolve(at)) : mattersOfRevision(at, folder);
}

function run(args: string[], surroundings: Surroundings): number {
  const { out, folder } = surroundings;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string', default: 'zh' }, json: { type: 'boolean', default: false } },
  });
  const [a, b = folder] = positionals;
  if (a === undefined) throw new Slip('diff needs what to compare with: a folder, a .json file or a git revision.');
  const changes = diffMatters(mattersAt(a, surroundings), mattersAt(b, surroundings));
  if (values.json) {
    out(JSON.stringify(changes, null, 2));
    return 0;
  }
  const say = ({ zh, en }: LocalText) => (values.language === 'en' ? (en ?? zh) : zh);
  for (const { matterId, name, changes: sentences } of changes) {
    out(`${matterId} ${say(name)}`);
    for (const sentence of sentences) out(`  ${say(sentence)}`);
  }
  out(
    values.language === 'en'
      ? `${changes.length} ${changes.length === 1 ? 'matter changes' : 'matters change'}`
      : `${changes.length}个事项有变化`,
  );
  return 0;
}

/** Compares two catalogues. */
export const diff: Command = {
  usage: [
    ['diff A [B]', 'what changes for citizens from A to B, in words; each a folder, a git revision, or a .json file'],
    ['[--language en]', 'of published matters; B is this catalogue unless named'],
    ['[--json]', ''],
  ],
  run,
};
