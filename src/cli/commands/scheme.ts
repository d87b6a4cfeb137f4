import type { Command } from 'commander';
import { DECLARED_FACTS } from '../../evaluation/declared-facts.js';
import { factsNeeded } from '../../rules/scheme/facts-needed.js';
import { schemeDifferences, type SchemeChange } from '../../rules/scheme-differences.js';
import type { CliIo } from '../io.js';
import { SchemeFile } from '../scheme-file.js';
import { readParameters } from './score.js';

export function registerScheme(program: Command, io: CliIo): void {
  const scheme = program.command('scheme').description('方案文件：检查、比较 / scheme files: check, compare');
  scheme
    .command('check <file>')
    .description('一次列出方案的全部错误，带位置和行号 / every fault of a scheme at once, with its path and line')
    .option('--parameters <file>', '方案〔空〕参数的数值 / values for the scheme’s 〔空〕 parameters')
    .action(async (path: string, options: { parameters?: string }) => {
      const file = await SchemeFile.read(path);
      const parameters = options.parameters === undefined ? {} : await readParameters(options.parameters);
      const compiled = file.compile({ parameters, catalogue: DECLARED_FACTS });
      const { id, version, title, example } = compiled;
      const known = new Map([...DECLARED_FACTS, ...compiled.facts.definitions].map((fact) => [fact.name, fact]));
      const facts = factsNeeded(compiled).map((name) => ({ name, shape: known.get(name)?.shape, per: known.get(name)?.per, title: known.get(name)?.title }));
      io.stdout.write(`${JSON.stringify({ file: path, id, version, title, example, faults: [], facts })}\n`);
    });
  scheme
    .command('facts')
    .description('事实目录：方案不必声明即可使用的事实 / the catalogue: facts a scheme may name without declaring them')
    .action(() => {
      if (program.opts<{ json?: true }>().json) io.stdout.write(`${JSON.stringify(DECLARED_FACTS)}\n`);
      else for (const { name, shape, per, unit, title, meaning } of DECLARED_FACTS) io.stdout.write(`${name}  ${shape}  ${per}  ${title.zh}（${unit.zh}）${meaning.zh}\n  ${title.en} (${unit.en}): ${meaning.en}\n`);
    });
  scheme
    .command('diff <before> <after>')
    .description('逐条比较两个版本 / what changed between two versions, clause by clause')
    .action(async (before: string, after: string) => {
      const changes = schemeDifferences((await SchemeFile.read(before)).document, (await SchemeFile.read(after)).document);
      if (program.opts<{ json?: true }>().json) {
        io.stdout.write(`${JSON.stringify(changes)}\n`);
        return;
      }
      for (const change of changes) io.stdout.write(`${lineOf(change)}\n`);
      if (!changes.length) io.stdout.write('没有不同 no difference\n');
    });
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

function lineOf({ kind, path, title, field, before, after, source }: SchemeChange): string {
  const where = [path || '方案 scheme', title?.zh, field].filter((part) => part).join(' ');
  const clause = source.after ?? source.before;
  return `${SIGNS[kind]} ${where}：${before ?? '–'} → ${after ?? '–'}${clause ? `（${clause}）` : ''}`;
}
