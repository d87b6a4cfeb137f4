import { existsSync } from 'node:fs';
import { findProgram } from '../../src/setup/child.mjs';
import { installPackages } from '../../src/setup/debian.mjs';

/** The fonts papers are set in, and Debian's poppler, which reads a PDF independently of the library that wrote it. */
export async function ensurePaperTools(report) {
  const packages = [
    ...(existsSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc') ? [] : ['fonts-noto-cjk']),
    ...(findProgram(['pdftotext'], ['/usr/bin']) ? [] : ['poppler-utils']),
  ];
  if (packages.length > 0) await installPackages(report, packages, ['PDF 测试所用的中文字体与 poppler', 'the Chinese fonts and the PDF reader of the tests of papers']);
}
