import type { FirstStartResult } from './demonstration/first-start.js';
import { isRole, roleOf } from './platform/permissions/permissions.js';

/** The table printed once at the first start: who may sign in, as what, with which first password. */
export function firstSignInTable({ demonstration, signIns }: FirstStartResult): string {
  const rows = signIns.map(({ username, displayName, password, roles }) => [username, password, displayName, roles.map(words).join('、')]);
  const head = ['用户名 user', '口令 password', '姓名 name', '角色 role'];
  const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column]!)].map(width)));
  const lines = [head, ...rows].map((row) => `  ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell))).join('  ')}`);
  return [
    demonstration
      ? '示例法院已建立。以下口令由本机生成，只显示这一次，首次登录须修改：\nThe demonstration court (示例) is ready. These passwords were made on this machine, are shown this once, and must be changed at the first sign-in:'
      : '空的法院已建立，目录和方案为示例值。以下口令由本机生成，只显示这一次：\nAn empty court is ready; its catalogues and schemes hold example values. These passwords were made on this machine and are shown this once:',
    ...lines,
  ].join('\n');
}

function words(role: string): string {
  return isRole(role) ? roleOf(role).zh : role;
}

/** Columns a terminal gives a text: Chinese letters take two. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0);
}
