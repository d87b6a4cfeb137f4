import type { Command } from 'commander';
import type { Parameters } from '../../rules/scheme/scheme-value.js';
import { DECLARED_FACTS } from '../../evaluation/declared-facts.js';
import { cliErrors } from '../cli.errors.js';
import { readFactsFile } from '../facts-file/read.js';
import { readNamed } from '../input.js';
import { note, type CliIo } from '../io.js';
import { scoreOffline, withoutLines } from '../offline-score.js';
import { SchemeFile } from '../scheme-file.js';
import { YamlSource } from '../yaml-source.js';

interface ScoreOptions {
  person?: string;
  period?: string;
  court?: string;
  scheme?: string;
  facts?: string;
  parameters?: string;
  explain?: true;
}

const DETAILS = `
两种用法 Two forms:
  score --scheme 方案.yaml --facts 事实.csv|json   不用服务器和数据库 without server or database
  score --person 姓名 --period 2026-10             从数据库 from the database
事实文件 Facts file: 见 see config/schemes/README.md
输出 Output: JSON {scheme,period,digest,sheets,outcome}；加 --explain 列出每一得分项 with --explain every line
digest: 规范字节的 SHA-256，各机器、各 Node 版本相同 SHA-256 of the canonical bytes, the same on every machine`;

export function registerScore(program: Command, io: CliIo): void {
  program
    .command('score')
    .description('得分单：由方案文件和事实文件，或由数据库 / score sheets, from a scheme file and a facts file, or from the database')
    .option('--scheme <file>', '方案文件（YAML）/ scheme file (YAML)')
    .option('--facts <file>', '事实文件（CSV 或 JSON），- 为标准输入 / facts file (CSV or JSON), - for standard input')
    .option('--parameters <file>', '方案〔空〕参数的数值（YAML 或 JSON）/ values for the scheme’s 〔空〕 parameters')
    .option('--person <person>', '姓名或人员编号 / name or personal id')
    .option('--period <period>', '考核期，如 2026-10 / evaluation period, such as 2026-10')
    .option('--explain', '列出每一得分项 / every line of every sheet')
    .option('--court <code>', '法院代码；只有一个法院时可省略 / court code; not needed when there is one court')
    .addHelpText('after', DETAILS)
    .action(async (options: ScoreOptions) => {
      if (options.scheme !== undefined) return scoreFiles(options.scheme, options, io);
      const { person, period, court } = options;
      if (person === undefined || period === undefined) throw cliErrors['cli.databaseForm']();
      return scoreDatabase({ person, period, court }, program.opts<{ json?: true }>().json === true, io);
    });
}

async function scoreFiles(path: string, options: ScoreOptions, io: CliIo): Promise<void> {
  if (options.facts === undefined) throw cliErrors['cli.factsNeeded']();
  const scheme = await SchemeFile.read(path);
  const parameters = options.parameters === undefined ? {} : await readParameters(options.parameters);
  const { facts, faults } = await readFactsFile(options.facts, scheme.document, io);
  // A faulty scheme is said first: what the facts should be depends on it.
  if (faults) {
    scheme.compile({ parameters, catalogue: DECLARED_FACTS });
    throw faults;
  }
  if (facts.unused.length) note(io, `方案未使用的事实：${facts.unused.join('、')}`, `Facts the scheme does not use: ${facts.unused.join(', ')}`);
  const result = scoreOffline(scheme, facts, { period: options.period, parameters });
  const asked = options.person;
  const sheets = asked === undefined ? result.sheets : result.sheets.filter((sheet) => sheet.personId === asked || sheet.name === asked);
  if (!sheets.length) throw cliErrors['cli.personNotInFacts']({ asked: asked ?? '' });
  const shown = options.explain ? sheets : sheets.map(({ components, ...sheet }) => ({ ...sheet, components: withoutLines(components) }));
  io.stdout.write(`${JSON.stringify({ ...result, sheets: shown }, null, 1)}\n`);
}

export async function readParameters(path: string): Promise<Parameters> {
  const root = new YamlSource(await readNamed(path), path).exact;
  if (typeof root === 'object' && root !== null && !Array.isArray(root)) return root as Parameters;
  throw cliErrors['cli.notMapping']({ path });
}

async function scoreDatabase({ person, period, court }: { person: string; period: string; court?: string }, asJson: boolean, io: CliIo): Promise<void> {
  const { wholeSheet } = await import('../results.js');
  const sheet = await wholeSheet(court, person, period);
  if (asJson) {
    io.stdout.write(`${JSON.stringify(sheet)}\n`);
    return;
  }
  io.stdout.write(`${sheet.person.name}  ${sheet.person.division}  ${sheet.period}  ${sheet.status}  ${sheet.scheme.title.zh} v${sheet.scheme.version}\n`);
  for (const part of sheet.components) {
    io.stdout.write(`${part.points.padStart(8)} / ${part.fullMark}  ${part.title.zh} ${part.title.en}\n`);
    for (const line of part.leaves.flatMap((leaf) => leaf.lines)) io.stdout.write(`${line.points.padStart(12)}  ${line.reason.zh}\n`);
  }
  io.stdout.write(`${sheet.total.padStart(8)} / ${sheet.fullMark}  总分 total，第 ${sheet.rank ?? '–'} 名 rank\n`);
}
