import { fileURLToPath } from 'node:url';
import { createApp } from './bootstrap.js';
import { JobsService } from './platform/jobs/jobs.service.js';
import { SettingsError, readSettings } from './platform/settings.js';

/** dist/src/main.js → the folder that holds package.json. */
const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  const settings = readSettings(process.env, root);
  const app = await createApp(settings);
  await app.listen(settings.port, settings.host);
  await app.get(JobsService).resumeLeftovers();
  const { port } = app.getHttpServer().address() as { port: number };
  process.stdout.write(`\n  法官业绩考评与案件质量评查系统  http://localhost:${port}\n  Ctrl+C 停止 / stops\n`);
} catch (error) {
  if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
  else if ((error as { code?: string }).code === 'EADDRINUSE')
    process.stderr.write('端口已被占用。请关闭占用它的程序，或用 PORT=3001 npm start 换一个端口。\nThe port is taken. Stop the other program, or choose another with PORT=3001 npm start.\n');
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(3);
}
