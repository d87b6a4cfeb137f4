import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inTop } from './places.mjs';

const folder = inTop('.data');
const lock = inTop('.data', 'setup.lock');

const holder = () => {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
};

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

function tryToTake() {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    // A link either appears whole, with the number inside, or not at all.
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Only one process at a time installs or builds in this clone; the others wait and then find the work done. */
export async function alone(report, work) {
  mkdirSync(folder, { recursive: true });
  let told = false;
  while (!tryToTake()) {
    const pid = holder();
    if (pid && !alive(pid)) rmSync(lock, { force: true });
    else {
      if (!told) report.line('▸ 另一个进程正在安装或构建，等它完成', `Waiting for another process (${pid}) that is installing or building`);
      told = true;
      await pause(300);
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
