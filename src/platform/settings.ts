import { resolve } from 'node:path';

/** Everything the process is told from outside, checked once at boot. */
export interface Settings {
  port: number;
  host: string;
  /** `sqlite:///absolute/path` or `mysql://user:password@host:port/database` (MariaDB or MySQL). */
  databaseUrl: string;
  dataFolder: string;
  /** First start without the demonstration court. */
  empty: boolean;
  /** Name and code of the court that an empty first start sets up. */
  newCourt: { code: string; name: string; nameEn: string };
  /** Cookies need HTTPS; off by default because courts serve the intranet over plain HTTP. */
  secureCookies: boolean;
  /** Where `config/` lies: catalogues, schemes, mappings. */
  configFolder: string;
  /** Folder of the Noto CJK fonts that PDF papers are set in. */
  fontFolder: string;
  /** ISO instant at which the clock begins, for trying the example court at another time of its year; `null`: the real time. */
  clockFrom: string | null;
  /** Built web client; `null` serves the API alone. */
  webFolder: string | null;
}

export const SETTINGS = Symbol('SETTINGS');

export class SettingsError extends Error {}

export function readSettings(env: NodeJS.ProcessEnv, root: string): Settings {
  const faults: string[] = [];
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    faults.push(`PORT 应为 0–65535 的整数，现为“${env.PORT}”。 / PORT must be a whole number from 0 to 65535, got "${env.PORT}".`);
  const dataFolder = resolve(root, env.DATA_FOLDER ?? '.data');
  const databaseUrl = env.DATABASE_URL ?? `sqlite://${resolve(dataFolder, 'court.sqlite')}`;
  if (!/^(sqlite|mysql|mariadb):\/\//.test(databaseUrl))
    faults.push(
      'DATABASE_URL 应以 mysql://、mariadb:// 或 sqlite:// 开头。 / DATABASE_URL must start with mysql://, mariadb:// or sqlite://.',
    );
  const clockFrom = env.CLOCK_FROM ?? null;
  if (clockFrom !== null && !/^\d{4}-\d\d-\d\dT/.test(clockFrom))
    faults.push(`CLOCK_FROM 应为带时区的时刻，如 2026-11-23T09:00:00+08:00，现为“${clockFrom}”。 / CLOCK_FROM must be an instant with its zone, got "${clockFrom}".`);
  if (clockFrom !== null && env.EMPTY === '1')
    faults.push('CLOCK_FROM 只供试用示例法院，空库不能改时钟。 / CLOCK_FROM is for trying the example court; a court of its own keeps the real time.');
  if (faults.length) throw new SettingsError(faults.join('\n'));
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    databaseUrl,
    dataFolder,
    empty: env.EMPTY === '1',
    newCourt: { code: env.COURT_CODE ?? '未定', name: env.COURT_NAME ?? '（未命名法院）', nameEn: env.COURT_NAME_EN ?? '(court not named yet)' },
    secureCookies: env.SECURE_COOKIES === '1',
    configFolder: resolve(root, 'config'),
    fontFolder: env.PDF_FONTS ?? '/usr/share/fonts/opentype/noto',
    clockFrom,
    webFolder: env.WEB_FOLDER === '' ? null : resolve(root, env.WEB_FOLDER ?? 'dist/web'),
  };
}
