/** Ends with a sentence on a Node that is too old. Written so that an old Node can still read it. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    `✗ 需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。请安装新版本后重新执行。\n` +
      `  Node.js 20.19 or later is needed; this is ${process.versions.node}. Install a newer one and run the command again.\n`,
  );
  process.exit(1);
}
