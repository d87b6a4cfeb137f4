import type { CommanderError } from 'commander';
import { DomainError, type Fault } from '../kernel/domain-error.js';
import { cliErrors } from './cli.errors.js';
import { EXIT, type CliIo, type ExitCode } from './io.js';

/** What went wrong, as a refusal with both languages. */
export function asRefusal(error: unknown, io: CliIo): DomainError {
  if (error instanceof DomainError) return error;
  if (isCommanderError(error)) {
    const en = error.message.replace(/^error: /, '').replace(/\.?\s*$/, '');
    return cliErrors['cli.usage']({ zh: `${USAGE[error.code] ?? '参数有误'}（${en}）`, en });
  }
  if (error instanceof Error && error.stack) io.stderr.write(`${error.stack}\n`);
  return cliErrors['cli.unexpected']({ reason: error instanceof Error ? error.message : String(error) });
}

/** Standard output stays empty: what could not be done leaves nothing half done there. */
export function report(refusal: DomainError, asJson: boolean, io: CliIo): ExitCode {
  const { code, faults } = refusal;
  const [zh, en] = [refusal.sentence('zh'), refusal.sentence('en')];
  if (asJson) io.stderr.write(`${JSON.stringify({ error: { code, message: `${zh} ${en}`, faults } })}\n`);
  else io.stderr.write([zh, en, ...faults.flatMap(faultLines), ''].join('\n'));
  const { status } = refusal.definition;
  return status === 400 ? EXIT.usage : status >= 500 ? EXIT.environment : EXIT.refused;
}

function faultLines(fault: Fault): string[] {
  return [`  ${zhPath(fault.path)}：${fault.zh}`, `    ${fault.path}: ${fault.en}`];
}

function zhPath(path: string): string {
  return path.replace(/^(?:row|line) (\d+)/, '第 $1 行').replace(', ', '，');
}

export function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.');
}

const USAGE: Readonly<Record<string, string>> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数',
  'commander.excessArguments': '参数过多',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.invalidArgument': '选项的值不在允许范围内',
  'commander.conflictingOption': '选项互相冲突',
};
