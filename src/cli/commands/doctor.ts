import type { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { withDatabase } from '../application.js';
import { cliErrors } from '../cli.errors.js';
import type { CliIo } from '../io.js';

interface Check {
  check: string;
  ok: boolean;
  zh: string;
  en: string;
}

export function registerDoctor(program: Command, io: CliIo): void {
  program
    .command('doctor')
    .description('自检：数据库、结构、审计链、作业 / self-check: database, structure, audit chain, jobs')
    .action(async () => {
      const checks = await withDatabase(examine, { migrate: false });
      io.stdout.write(`[\n${checks.map((check) => JSON.stringify(check)).join(',\n')}\n]\n`);
      const failed = checks.filter(({ ok }) => !ok).length;
      if (failed) throw cliErrors['cli.doctorFound']({ failed });
    });
}

async function examine(dataSource: DataSource): Promise<Check[]> {
  const { engineOf } = await import('../../platform/database/data-source.js');
  const checks: Check[] = [{ check: 'database', ok: true, zh: `数据库可用：${engineOf(dataSource)}`, en: `database answers: ${engineOf(dataSource)}` }];
  const pending = await dataSource.showMigrations();
  checks.push({
    check: 'structure',
    ok: !pending,
    zh: pending ? '数据库结构落后于本版本，请运行 cli migrate' : '数据库结构与本版本一致',
    en: pending ? 'the structure is behind this release: run cli migrate' : 'the structure is that of this release',
  });
  if (pending) return checks;
  const drift = (await dataSource.driver.createSchemaBuilder().log()).upQueries.length;
  checks.push({ check: 'drift', ok: drift === 0, zh: `与程序不符的结构 ${drift} 处`, en: `${drift} difference(s) between tables and program` });
  checks.push(...(await auditChains(dataSource)), await signedBulletins(dataSource), await failedJobs(dataSource));
  return checks;
}

async function auditChains(dataSource: DataSource): Promise<Check[]> {
  const { AuditTrail } = await import('../../platform/audit/audit-trail.js');
  const { AuditHead } = await import('../../platform/audit/audit-entry.entity.js');
  const { Clock } = await import('../../platform/clock.js');
  const { Database } = await import('../../platform/database/database.js');
  const trail = new AuditTrail(new Database(dataSource), new Clock({ clockFrom: null }));
  const heads = await dataSource.manager.find(AuditHead);
  return Promise.all(
    heads.map(async ({ courtId }) => {
      const { checked, brokenAt } = await trail.firstBrokenLink(courtId);
      return brokenAt === null
        ? { check: 'audit', ok: true, zh: `审计链完整：${checked} 条`, en: `audit chain whole: ${checked} entries` }
        : { check: 'audit', ok: false, zh: `审计链在第 ${brokenAt} 条断开，请保全数据库并报告审计管理员`, en: `audit chain broken at entry ${brokenAt}: preserve the database and tell the audit administrator` };
    }),
  );
}

/** What was signed is still what was signed, by the digest kept beside it. */
async function signedBulletins(dataSource: DataSource): Promise<Check> {
  const { Bulletin } = await import('../../quality-review/bulletins/bulletin.entities.js');
  const { sha256 } = await import('../../quality-review/bulletins/bulletin-content.js');
  const { Not, IsNull } = await import('typeorm');
  const signed = await dataSource.manager.find(Bulletin, { where: { digest: Not(IsNull()) }, order: { year: 'ASC', number: 'ASC' } });
  const changed = signed.filter(({ frozen, digest }) => sha256(frozen ?? '') !== digest).map(({ year, number }) => `〔${year}〕${number}`);
  return changed.length
    ? { check: 'bulletins', ok: false, zh: `已签发的通报与摘要不符：${changed.join('、')}，请保全数据库并报告审计管理员`, en: `signed bulletins that are not what was signed: ${changed.join(', ')}; preserve the database and tell the audit administrator` }
    : { check: 'bulletins', ok: true, zh: `已签发的通报 ${signed.length} 份，摘要相符`, en: `${signed.length} signed bulletin(s), each as it was signed` };
}

async function failedJobs(dataSource: DataSource): Promise<Check> {
  const { Job } = await import('../../platform/jobs/job.entity.js');
  const failed = await dataSource.manager.countBy(Job, { status: 'failed' });
  return { check: 'jobs', ok: true, zh: `失败的作业 ${failed} 个`, en: `${failed} failed job(s)` };
}
