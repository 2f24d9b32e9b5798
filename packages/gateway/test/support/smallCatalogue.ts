// A catalogue of a few matters on disk, written as a person writes one, for the tools to work on.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CatalogueFiles, loadCatalogue } from '../../catalogue/load.ts';

type Json = Record<string, unknown>;

/** The parts of a small catalogue that a test may write otherwise. */
export interface SmallCatalogue {
  /** Those with `proof` are put into the table of proofs. */
  papers?: readonly Json[];
  /** Matters of the civil affairs bureau (MZ); each with a header unless it brings its own. */
  matters: readonly Json[];
  batches?: readonly Json[];
}

export const papers: readonly Json[] = [
  {
    id: 'marriageCertificate',
    name: ['结婚证', 'Marriage certificate'],
    ending: 'shared',
    source: 'marriage@MZ?married',
  },
  {
    id: 'kinshipProof',
    name: ['亲属关系证明', 'Proof of kinship'],
    proof: true,
    ending: 'investigated',
    owner: ['派出所', 'The police station'],
    days: 5,
  },
  {
    id: 'employerLetter',
    name: ['单位证明', 'Letter of the employer'],
    proof: true,
    ending: 'cancelled',
    reason: ['没有法律依据', 'No law asks for it'],
    cancelledOn: '2017-06-30',
  },
  {
    id: 'statement',
    name: ['个人声明', 'Statement'],
    ending: 'commitment',
    commitment: { text: '本人承诺属实。', laterCheck: '事后核查' },
  },
];

/** A matter of a few keys, with the header every matter has. */
export const matter = (number: number, more: Json = {}): Json => ({
  matterId: `HZ-MZ-${String(number).padStart(3, '0')}`,
  name: [`事项${number}`, `Matter ${number}`],
  theme: '民政',
  type: 'publicService',
  levels: ['district'],
  channels: ['counter', 'phone'],
  statutory: { count: 20, unit: 'workingDays' },
  promised: { count: 5, unit: 'workingDays' },
  feeText: ['免费', 'Free'],
  in2018: true,
  ...more,
});

const marriage = {
  register: 'marriage',
  department: 'MZ',
  label: { zh: '婚姻登记库', en: 'Marriages' },
  fields: { status: { zh: '状况', en: 'Status' }, registeredOn: { zh: '日期', en: 'Date' } },
  predicates: { married: { zh: '是否已婚', en: 'Whether married' } },
};

const fee = {
  feeId: 'F01-1',
  head: 'F01',
  headName: '工本费',
  item: '证书',
  unit: '本',
  amountFen: 1000,
  department: 'MZ',
  basis: '发改价格〔2004〕2831号',
  effective: '2004-01-01',
  confidence: 'high',
  chargeable: true,
  note: '',
};

/** A folder with a catalogue; `remove` takes it away. */
export function smallFolder({ papers: kinds = papers, matters, batches = [] }: SmallCatalogue): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-small-catalogue-'));
  const write = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  mkdirSync(join(folder, 'papers'));
  mkdirSync(join(folder, 'departments'));
  const name = { zh: '市民政局', en: 'Civil Affairs' };
  write('departments.json', [{ code: 'MZ', name, name2017: '市民政局', kind: 'government' }]);
  write('registers.json', [marriage]);
  write('fees.json', [fee]);
  write('vocabulary.json', { mostUsed: [], aliases: {} });
  write('batches.jsonc', batches);
  write('papers/proofs.jsonc', { papers: kinds.filter(({ proof }) => proof) });
  write('papers/common.jsonc', {
    papers: kinds.filter(({ proof }) => !proof),
    recurring: [{ id: 'idCard', kind: 'identity', name: '居民身份证' }],
  });
  // A comment, which every tool has to leave where it is.
  write('departments/MZ.jsonc', `// 民政\n${JSON.stringify({ department: 'MZ', name, matters }, null, 2)}\n`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The same, read. */
export function smallCatalogue(small: SmallCatalogue): CatalogueFiles {
  const { folder, remove } = smallFolder(small);
  try {
    return loadCatalogue(folder);
  } finally {
    remove();
  }
}
