import type { Command } from 'commander';
import type { SnapshotFile, SnapshotVerdict } from '../../ranking/snapshot-file.js';
import { cliErrors } from '../cli.errors.js';
import { readBytes } from '../input.js';
import type { CliIo } from '../io.js';

const DETAILS = `
文件在“考核期”页由政工监察办导出（冻结结果-….json），更正后的结果同样可以导出；不用服务器和数据库。
The file is exported by the political and supervision office under Periods, corrected results too; neither server nor database is needed.
输出 Output: JSON {agrees,digest,sameBytes,differences[{person,what,stated,recomputed}]}；不一致时退出码为 1 exit code 1 when it does not agree`;

export function registerVerifySnapshot(program: Command, io: CliIo): void {
  program
    .command('verify-snapshot <file>')
    .description('由导出的冻结结果重算每个数字，指明不一致之处 / recompute every figure of an exported frozen ranking and name what differs')
    .option('--person <name>', '只列此人的数字 / this person only')
    .addHelpText('after', DETAILS)
    .action(async (path: string, { person }: { person?: string }) => {
      const { verifySnapshot } = await import('../../ranking/snapshot-file.js');
      const verdict = verifySnapshot(await snapshotIn(path, io));
      const shown = person === undefined ? verdict : { ...verdict, differences: verdict.differences.filter((one) => one.person === person) };
      io.stdout.write(`${JSON.stringify(shown, null, 1)}\n`);
      if (!verdict.agrees) throw disagreement(verdict);
    });
}

async function snapshotIn(path: string, io: CliIo): Promise<SnapshotFile> {
  const text = (await readBytes(path, io)).toString('utf8');
  const file = read(text);
  if (file?.kind !== 'frozen-ranking' || !file.facts?.members || !file.result?.sheets || !file.scheme?.document) throw cliErrors['cli.notSnapshot']({ path });
  return file as SnapshotFile;
}

function read(text: string): Partial<SnapshotFile> | null {
  try {
    return JSON.parse(text) as Partial<SnapshotFile>;
  } catch {
    return null;
  }
}

function disagreement({ period, group, differences, digest, sameScheme, refused }: SnapshotVerdict): Error {
  const faults = [
    ...(digest.same ? [] : [{ path: 'digest', zh: `文件所载摘要 ${digest.stated}，按内容算得 ${digest.computed}。`, en: `The file states digest ${digest.stated}; its contents give ${digest.computed}.` }]),
    ...(sameScheme ? [] : [{ path: 'scheme', zh: '方案文本与其摘要不符，文本被改动过。', en: 'The text of the scheme does not have the digest stated; it was altered.' }]),
    ...(refused ? [{ path: 'facts', zh: `不能重算：${refused.zh}`, en: `It cannot be recomputed: ${refused.en}` }] : []),
    ...differences.map(({ person, what, of, stated, recomputed }) => ({ path: `${person}.${of ?? what}`, zh: `${person}的${of ? `“${of}”` : WHAT[what]}载为 ${stated ?? '—'}，重算为 ${recomputed ?? '—'}。`, en: `${person}, ${of ?? what}: ${stated ?? '—'} stated, ${recomputed ?? '—'} recomputed.` })),
  ];
  return cliErrors['cli.snapshotDiffers']({ period, group, count: faults.length }, faults);
}

const WHAT = { total: '总分', rank: '名次', grade: '等次', component: '分项', missing: '得分单' } as const;
