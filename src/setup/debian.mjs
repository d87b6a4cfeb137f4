import { findProgram, mustRun, run } from './child.mjs';
import { SetupProblem } from './progress.mjs';

const root = () => typeof process.getuid === 'function' && process.getuid() === 0;

/** How this user may call apt-get without being asked anything, or undefined. */
async function aptCommand() {
  const apt = findProgram(['apt-get'], ['/usr/bin']);
  if (!apt) return undefined;
  if (root()) return [apt];
  const sudo = findProgram(['sudo']);
  if (sudo && (await run(sudo, ['-n', 'true'])).code === 0) return [sudo, '-n', apt];
  return undefined;
}

/**
 * Installs Debian packages, or says what a person has to do. `why` is [Chinese, English]: what they are needed for.
 * Refuses with a SetupProblem when it may not install or the installation fails: nothing is ever skipped.
 */
export async function installPackages(report, packages, why) {
  const names = packages.join(' ');
  const byHand = `sudo apt-get update && sudo apt-get install ${names}`;
  const apt = await aptCommand();
  if (!apt)
    throw new SetupProblem(
      `缺少${why[0]}，而当前用户不能安装软件包。请以管理员身份执行：${byHand}\n  ` +
        `Missing: ${why[1]}, and this user may not install packages. Run as an administrator: ${byHand}`,
    );
  const [program, ...before] = apt;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const failed = `安装 ${names} 失败。请手工执行：${byHand}\n  Installing ${names} failed. Run by hand: ${byHand}`;
  await report.step(`安装 Debian 软件包：${names}`, `Installing Debian packages for ${why[1]}: ${names}`, async () => {
    // A stale list of packages names files that are gone; a failed update may still leave a usable list.
    await run(program, [...before, 'update', '-q'], { env });
    const flags = ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
    await mustRun(program, [...before, ...flags, ...packages], failed, { env });
  });
}
