import { Command } from 'commander';
import { registerAgreement } from './commands/agreement.js';
import { registerAssign, registerVerifyDraw } from './commands/assign.js';
import { registerBackup } from './commands/backup.js';
import { registerCaseflow } from './commands/caseflow.js';
import { registerDoctor } from './commands/doctor.js';
import { registerImport } from './commands/import.js';
import { registerMigrate } from './commands/migrate.js';
import { registerPublish } from './commands/publish.js';
import { registerRank } from './commands/rank.js';
import { registerScheme } from './commands/scheme.js';
import { registerScore } from './commands/score.js';
import { registerShare } from './commands/share.js';
import { registerUser } from './commands/user.js';
import { registerVerifySnapshot } from './commands/verify-snapshot.js';
import { EXIT, type CliIo, type ExitCode } from './io.js';
import { asRefusal, isCommanderError, report } from './refusal.js';

/**
 * Adds one command to the program. A command that needs the database or the application imports it
 * inside its action (`await import(…)`), so that the others start at once.
 */
export type RegisterCommand = (program: Command, io: CliIo) => void;

const COMMANDS: readonly RegisterCommand[] = [registerRank, registerCaseflow, registerAgreement, registerAssign, registerVerifyDraw, registerScore, registerScheme, registerShare, registerPublish, registerVerifySnapshot, registerMigrate, registerUser, registerImport, registerBackup, registerDoctor];

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Options:': '选项 Options:',
  'Global Options:': '通用选项 Global options:',
  'Commands:': '命令 Commands:',
  'Arguments:': '参数 Arguments:',
};

const EXIT_CODES = `
退出码 Exit codes:
  0  完成 done
  1  数据被拒绝，错误逐条列在标准错误输出 input refused, every fault listed on standard error
  2  命令写法有误 the command is not written correctly
  3  环境问题：数据库、磁盘、权限 environment: database, disk, permissions`;

/** Runs one command line (without `node` and the script) and says how it ended. */
export async function runCli(argv: readonly string[], io: CliIo, commands = COMMANDS): Promise<ExitCode> {
  const program = buildProgram(io, commands);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (isCommanderError(error) && error.exitCode === 0) return EXIT.ok;
    if (isCommanderError(error) && error.code === 'commander.help') return EXIT.usage;
    return report(asRefusal(error, io), argv.includes('--json'), io);
  }
}

function buildProgram(io: CliIo, commands: readonly RegisterCommand[]): Command {
  const program = new Command('cli')
    .usage('<命令 command> [选项 options]')
    .description('法官业绩考评与案件质量评查系统 — 命令行\nJudge performance evaluation and case quality review — command line')
    .option('--json', '错误也以 JSON 输出（标准错误输出） / errors as JSON too, on standard error')
    .helpOption('-h, --help', '显示帮助 / show this help')
    .helpCommand('help [command]', '显示某个命令的帮助 / show the help of a command')
    .addHelpText('after', EXIT_CODES)
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => TITLES[title] ?? title })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Refusals are reported in one place, in both languages.
      outputError: () => undefined,
    })
    .exitOverride();
  for (const register of commands) register(program, io);
  return program;
}
