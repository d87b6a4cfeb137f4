import { existsSync } from 'node:fs';
import { findProgram } from '../../src/setup/child.mjs';
import { installPackages } from '../../src/setup/debian.mjs';

const noto = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
const browser = () => process.env.CHROMIUM_PATH ?? findProgram(['chromium', 'chromium-browser', 'google-chrome'], ['/usr/bin']);

/** A real Chromium and a font with Chinese characters, from Debian's packages when absent. Resolves to its path. */
export async function ensureChromium(report) {
  const packages = [...(browser() ? [] : ['chromium']), ...(existsSync(noto) ? [] : ['fonts-noto-cjk'])];
  if (packages.length > 0) await installPackages(report, packages, ['浏览器测试所用的 Chromium 与中文字体', 'the Chromium and the Chinese fonts of the browser journeys']);
  return browser();
}
