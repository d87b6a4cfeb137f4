import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RunSchedule } from './case-assignment/run-schedule.js';
import { createApp } from './bootstrap.js';
import { FirstStart } from './demonstration/first-start.js';
import { firstSignInTable } from './first-sign-ins.js';
import { JobsService } from './platform/jobs/jobs.service.js';
import { SettingsError, readSettings } from './platform/settings.js';

/** dist/src/main.js → the folder that holds package.json. */
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  const settings = readSettings(process.env, root);
  const app = await createApp(settings);
  await app.init();
  const started = await app.get(FirstStart).run((table, rows) => process.stdout.write(`  首次启动 first start  ${table}：${rows}\n`));
  if (started && process.env.FIRST_SIGN_INS) writeFileSync(process.env.FIRST_SIGN_INS, JSON.stringify(started.signIns), { mode: 0o600 });
  await app.listen(settings.port, settings.host);
  await app.get(JobsService).resumeLeftovers();
  app.get(RunSchedule).lookSoon();
  const { port } = app.getHttpServer().address() as { port: number };
  if (started) process.stdout.write(`\n${firstSignInTable(started)}\n`);
  if (settings.clockFrom) process.stdout.write(`\n  时钟从 ${settings.clockFrom} 起走（CLOCK_FROM，仅供试用） / the clock runs from there, for trying out only\n`);
  process.stdout.write(`\n  法官业绩考评与案件质量评查系统  http://localhost:${port}\n  Ctrl+C 停止 / stops\n`);
} catch (error) {
  if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else if ((error as { code?: string }).code === 'EADDRINUSE')
    process.stderr.write('端口已被占用。请关闭占用它的程序，或用 PORT=3001 npm start 换一个端口。\nThe port is taken. Stop the other program, or choose another with PORT=3001 npm start.\n');
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(3);
}
