import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { assignmentErrors } from '../../rules/assignment/assignment.errors.js';
import { explain } from '../../rules/assignment/explain.js';
import type { AssignmentRun } from '../../rules/assignment/plan.js';
import { runFile, verifyDraw } from '../../rules/assignment/verify-draw.js';
import { cliErrors } from '../cli.errors.js';
import { readBytes } from '../input.js';
import { note, type CliIo } from '../io.js';

const DETAILS = `
输入 Input: JSON
  { "seed": "2026-11-15", "rule": "level-then-even" | "water-level", "loadIn": "cases" | "weights",
    "units": [{ "id": "民一庭", "judges": [{ "id": "J1", "backlog": 12, "capacity": 1, "specialisms": ["家事"], "pendingCap": null, "available": true }] }],
    "cases": [{ "id": "(2026)苏0102民初1号", "weight": 1, "requires": null, "excluded": ["J3"], "designated": null }] }
输出 Output: JSON，base、units、judges、assignments、unassigned、fairness 等 and more
相同的输入给出逐字节相同的输出。The same input gives the same bytes.`;

/** Named in words; standard output has the others. */
const LISTED = 20;

/** 分案 without server or database. */
export function registerAssign(program: Command, io: CliIo): void {
  program
    .command('assign')
    .description('动态分案：按存案补平计算配额并配案 / assign cases by levelling the backlog')
    .requiredOption('--input <file>', '分案方案 plan.json，- 为标准输入 / the plan, - for standard input')
    .option('--run <file>', '另写批次文件，供 verify-draw 重算 / also write the run file for verify-draw')
    .option('--explain <case>', '只说明一件案件：为何是这位法官 / explain one case only: why this judge')
    .addHelpText('after', DETAILS)
    .action(async ({ input, run: target, explain: asked }: { input: string; run?: string; explain?: string }) => {
      const run = runFile(await readJson(input, io));
      for (const { zh, en } of run.result.notes) note(io, zh, en);
      if (target !== undefined) await writeRun(target, run);
      io.stdout.write(`${JSON.stringify(asked === undefined ? run.result : explain(run.plan, run.result, asked))}\n`);
    });
}

/** 验证抽签: 0 equal, 1 different or not a run. */
export function registerVerifyDraw(program: Command, io: CliIo): void {
  program
    .command('verify-draw <run>')
    .description('验证抽签：按公布的种子和输入重算，说明是否一致 / replay a published run and say whether it is equal')
    .addHelpText('after', '\n退出码 Exit codes: 0 一致 equal；1 不一致，或不是批次文件 different, or not a run file')
    .action(async (path: string) => {
      const verdict = verifyDraw(await readJson(path, io));
      io.stdout.write(`${JSON.stringify(verdict)}\n`);
      if (verdict.equal) {
        note(io, `一致：${verdict.decisions} 件的去向与重算结果逐项相同。`, `Equal: the replay gives the same ${verdict.decisions} decisions in every field.`);
        return;
      }
      throw assignmentErrors['assignment.drawDiffers']({ count: verdict.total }, verdict.differences.slice(0, LISTED).map(({ path: at, zh, en }) => ({ path: at, zh, en })));
    });
}

async function readJson(path: string, io: CliIo): Promise<unknown> {
  const text = (await readBytes(path, io)).toString('utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw assignmentErrors['assignment.notJson']({ reason: (error as Error).message });
  }
}

async function writeRun(path: string, run: AssignmentRun): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(run)}\n`);
  } catch (error) {
    throw cliErrors['cli.inputUnreadable']({ path, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
