import type { Command } from 'commander';
import type { SnapshotFile, SnapshotVerdict } from '../../ranking/snapshot-file.js';
import { cliErrors } from '../cli.errors.js';
import { readBytes } from '../input.js';
import type { CliIo } from '../io.js';

const DETAILS = `
文件在“考核期”页由政工监察办导出（冻结结果-….json），更正后的结果同样可以导出；不用服务器和数据库。
The file is exported by the political and supervision office under Periods, corrected results too; neither server nor database is needed.
文件自身相符，只说明它前后一致；是否就是公布的那一份，以公示、通报、更正决定或业绩档案上的摘要为准（--digest）。
A file that agrees is consistent in itself; that it is the one published is told by the digest on the notice, bulletin, correction or archive (--digest).
输出 Output: JSON {agrees,digest,sameBytes,differences[{person,what,stated,recomputed}]}，指明人员时另有重算的各项 with --person its recomputed figures；不一致时退出码为 1 exit code 1 when it does not agree`;

interface Options {
  person?: string;
  digest?: string;
}

export function registerVerifySnapshot(program: Command, io: CliIo): void {
  program
    .command('verify-snapshot <file>')
    .description('由导出的冻结结果重算每个数字，指明不一致之处 / recompute every figure of an exported frozen ranking and name what differs')
    .option('--person <name>', '只列此人的数字 / this person only')
    .option('--digest <sha256>', '公布的摘要，与文件核对 / the digest published, to compare with the file')
    .addHelpText('after', DETAILS)
    .action(async (path: string, { person, digest }: Options) => {
      const { verifySnapshot } = await import('../../ranking/snapshot-file.js');
      const file = await snapshotIn(path, io);
      if (person !== undefined && !file.facts.members.some(({ name }) => name === person)) throw cliErrors['cli.snapshotNobody']({ path, person });
      const { figures, ...verdict } = verifySnapshot(file);
      const published = digest?.trim().toLowerCase();
      const another = published !== undefined && published !== verdict.digest.computed ? published : null;
      const agrees = verdict.agrees && another === null;
      const shown = person === undefined ? {} : { differences: verdict.differences.filter((one) => one.person === person), figures: figures.filter(({ name }) => name === person) };
      io.stdout.write(`${JSON.stringify({ ...verdict, agrees, ...shown }, null, 1)}\n`);
      if (!agrees) throw disagreement(verdict, file, another);
    });
}

async function snapshotIn(path: string, io: CliIo): Promise<SnapshotFile> {
  const text = (await readBytes(path, io)).toString('utf8');
  const file = read(text);
  const lists = [file?.facts?.members, file?.facts?.facts, file?.result?.sheets, file?.result?.standings];
  if (file?.kind !== 'frozen-ranking' || !lists.every(Array.isArray) || typeof file.scheme?.document !== 'string') throw cliErrors['cli.notSnapshot']({ path });
  return file as SnapshotFile;
}

function read(text: string): Partial<SnapshotFile> | null {
  try {
    return JSON.parse(text) as Partial<SnapshotFile>;
  } catch {
    return null;
  }
}

/** @param another the digest published, where the file has another */
function disagreement({ period, group, differences, digest, sameHead, sameScheme, sameBytes, refused }: Omit<SnapshotVerdict, 'figures'>, { facts }: SnapshotFile, another: string | null): Error {
  const faults = [
    ...(digest.same ? [] : [{ path: 'digest', zh: `文件所载摘要 ${digest.stated}，按内容算得 ${digest.computed}。`, en: `The file states digest ${digest.stated}; its contents give ${digest.computed}.` }]),
    ...(another === null ? [] : [{ path: '--digest', zh: `公布的摘要为 ${another}，文件的摘要为 ${digest.computed}：这不是公布的那一份。请核对考核期、同岗组和版次，重新导出。`, en: `The digest published is ${another}, that of the file ${digest.computed}: this is not what was published. Check period, group and revision, and export it again.` }]),
    ...(sameHead ? [] : [{ path: 'period, group', zh: `文件抬头为 ${period} ${group}，内容却是 ${facts.period} ${facts.group} 的。`, en: `The file is headed ${period} ${group}; its facts are those of ${facts.period} ${facts.group}.` }]),
    ...(sameScheme ? [] : [{ path: 'scheme', zh: '方案文本与其摘要不符，文本被改动过。', en: 'The text of the scheme does not have the digest stated; it was altered.' }]),
    ...(sameBytes || refused || differences.length ? [] : [{ path: 'result', zh: '总分、名次、等次和分项相符，但平均分、中位分或得分单的其他内容与重算的不同。', en: 'Totals, ranks, grades and components agree, but the mean, the median or something else on a sheet is not what recomputing gives.' }]),
    ...(refused ? [{ path: 'facts', zh: `不能重算：${refused.zh}`, en: `It cannot be recomputed: ${refused.en}` }] : []),
    ...differences.map(({ person, what, of, stated, recomputed }) => ({ path: `${person}.${of ?? what}`, zh: `${person}的${of ? `“${of}”` : WHAT[what]}载为 ${stated ?? '—'}，重算为 ${recomputed ?? '—'}。`, en: `${person}, ${of ?? what}: ${stated ?? '—'} stated, ${recomputed ?? '—'} recomputed.` })),
  ];
  return cliErrors['cli.snapshotDiffers']({ period, group, count: faults.length }, faults);
}

const WHAT = { total: '总分', rank: '名次', grade: '等次', component: '分项', missing: '得分单' } as const;
