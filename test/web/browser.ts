import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inTop } from '../../src/setup/places.mjs';

/** A windowed browser on the screen most courts have. */
export const WINDOWED = { width: 1366, height: 625 };
export const TELEPHONE = { width: 390, height: 844 };

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let opened: Promise<Browser> | undefined;

/** The one Chromium of a run's journeys; every visitor has a context of their own in it. */
export const openBrowser = (): Promise<Browser> =>
  (opened ??= chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', headless: true, args: quiet }));

afterAll(async () => (await opened)?.close());

/** One person at one computer: a page of their own, and what went wrong on it. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Script errors, refused requests of the page's own making, and requests to any other machine. Empty when all is well. */
  troubles: string[];
  /** Writes .data/screenshots/<name>.png for a person to look at. */
  picture(name: string): Promise<void>;
  /** What axe holds against the page as it stands, one line for each rule and place. */
  barriers(): Promise<string[]>;
  leave(): Promise<void>;
}

export interface VisitOptions {
  viewport?: { width: number; height: number };
  language?: 'zh-CN' | 'en';
}

export async function visit(browser: Browser, baseURL: string, { viewport = WINDOWED, language = 'zh-CN' }: VisitOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, viewport, locale: language, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is told again by `response` below, with its address.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && new URL(request.url()).origin !== new URL(baseURL).origin) troubles.push(`elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()}: ${response.url()}`);
  });
  return {
    page,
    context,
    troubles,
    picture: async (name) => {
      const folder = inTop('.data', 'screenshots');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    barriers: async () => {
      // Straight in the page, which has no frames, and without the thousands of passes: these took longer to carry over than to find.
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
      return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.target.join(' ')} ${node.html.slice(0, 120)}`));
    },
    leave: () => context.close(),
  };
}
