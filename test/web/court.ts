import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startServer } from '../support/server.js';
import { openBrowser, visit, type Visitor, type VisitOptions } from './browser.js';

/** The password everybody chooses at the first sign-in of these journeys. */
const CHOSEN = '江城-journey-2026';

/** The example court's story ends here; its windows and limits run from this day, whenever the journeys are walked. */
const CLOCK_FROM = '2026-11-23T09:00:00+08:00';

/** What the answer is, whoever asks says. */
export type Asking = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<T>;

export interface DemonstrationCourt {
  url: string;
  output(): string;
  /** First password as printed, for people who have not changed it. */
  firstPassword(username: string): string;
  /** A visitor who has not signed in. */
  stranger(options?: VisitOptions): Promise<Visitor>;
  /** A visitor signed in through the page, first password already changed. */
  enter(username: string, options?: VisitOptions): Promise<Visitor>;
  /** Somebody's requests without a page, for what a journey need not click: the answer's JSON, or an error with its text. */
  ask(username: string): Promise<Asking>;
  /** The same court on a later day; whoever was signed in comes in anew. */
  later(clockFrom: string): Promise<void>;
  close(): Promise<void>;
}

const FIRST_SIGN_INS = 'first.json';
const MADE_WITHIN_MS = 180_000;
const BETWEEN_LOOKS_MS = 100;

const settingsFor = (folder: string, made: boolean, clockFrom = CLOCK_FROM): Record<string, string> => ({
  DATA_FOLDER: folder,
  DATABASE_URL: `sqlite://${join(folder, 'court.sqlite')}`,
  CLOCK_FROM: clockFrom,
  ...(made ? {} : { FIRST_SIGN_INS: join(folder, FIRST_SIGN_INS) }),
});

/** The demonstration court as it is after its first start, made by whichever file comes first; every file walks through a copy of its own. */
async function makeOnce(template: string): Promise<void> {
  const [court, made] = [join(template, 'court'), join(template, 'made')];
  try {
    mkdirSync(court);
  } catch {
    for (const deadline = Date.now() + MADE_WITHIN_MS; !existsSync(made); await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS)))
      if (Date.now() > deadline) throw new Error('Another file was to make the demonstration court and has not.');
    return;
  }
  const server = await startServer(settingsFor(court, false));
  await server.stop();
  writeFileSync(made, '');
}

/** The built server with a demonstration court of its own, and a Chromium. */
export async function openCourt(): Promise<DemonstrationCourt> {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'));
  const template = process.env.COURT_TEMPLATE;
  if (template) {
    await makeOnce(template);
    cpSync(join(template, 'court'), folder, { recursive: true });
  }
  const list = join(folder, FIRST_SIGN_INS);
  let server = await startServer(settingsFor(folder, existsSync(list)));
  const browser: Browser = await openBrowser();
  const first = new Map((JSON.parse(readFileSync(list, 'utf8')) as { username: string; password: string }[]).map(({ username, password }) => [username, password]));
  const changed = new Set<string>();

  const firstPassword = (username: string): string => {
    const password = first.get(username);
    if (!password) throw new Error(`nobody signs in as ${username}`);
    return password;
  };

  const choosePassword = async (username: string): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const signedIn = await fetch(`${server.url}/api/session`, { method: 'POST', headers, body: JSON.stringify({ username, password: firstPassword(username) }) });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const body = JSON.stringify({ current: firstPassword(username), next: CHOSEN });
    const answer = await fetch(`${server.url}/api/session/password`, { method: 'POST', headers: { ...headers, cookie }, body });
    if (!answer.ok) throw new Error(await answer.text());
    changed.add(username);
  };

  return {
    get url() {
      return server.url;
    },
    output: () => server.output(),
    later: async (clockFrom) => {
      await server.stop();
      server = await startServer(settingsFor(folder, true, clockFrom));
    },
    firstPassword,
    stranger: (options) => visit(browser, server.url, options),
    ask: async (username) => {
      if (!changed.has(username)) await choosePassword(username);
      const headers = { 'content-type': 'application/json' };
      const signedIn = await fetch(`${server.url}/api/session`, { method: 'POST', headers, body: JSON.stringify({ username, password: CHOSEN }) });
      const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
      return async <T>(method: string, path: string, body?: object) => {
        const answer = await fetch(server.url + path, { method, headers: { ...(body ? headers : {}), cookie }, ...(body ? { body: JSON.stringify(body) } : {}) });
        if (!answer.ok) throw new Error(`${username} ${method} ${path}: ${await answer.text()}`);
        return (await answer.json()) as T;
      };
    },
    enter: async (username, options) => {
      if (!changed.has(username)) await choosePassword(username);
      const visitor = await visit(browser, server.url, options);
      await visitor.page.goto('/');
      await visitor.page.locator('input[name=username]').fill(username);
      await visitor.page.locator('input[name=password]').fill(CHOSEN);
      await visitor.page.locator('button[type=submit]').click();
      await visitor.page.locator('nav').first().waitFor();
      return visitor;
    },
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
