import { defineErrors } from '../kernel/domain-error.js';

export const platformErrors = defineErrors({
  'request.invalid': {
    status: 400,
    zh: '有 {count} 处需要修改，请逐项改正后重新提交。',
    en: '{count} thing(s) to fix; correct each and submit again.',
  },
  'request.tooManyRequests': {
    status: 429,
    zh: '操作过于频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests; try again in {seconds} seconds.',
  },
  'request.foreignOrigin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝。请从本系统页面操作。',
    en: 'The request came from another site and was refused. Use this system’s own pages.',
  },
  'request.keyReused': {
    status: 422,
    zh: '同一提交编号用于了不同的内容，未执行。请刷新页面后重新提交。',
    en: 'The same idempotency key came with different content; nothing was done. Reload the page and submit again.',
  },
  'record.notFound': {
    status: 404,
    zh: '没有找到，或您无权查看。请核对后从列表中重新打开。',
    en: 'Not found, or not yours to see. Check and open it again from the list.',
  },
  'record.changed': {
    status: 409,
    zh: '您打开后，{who}于 {when} 修改了它，您的修改未保存。请查看差别后在新版本上继续。',
    en: 'After you opened it, {who} changed it at {when}; your change was not saved. Compare, then continue on the new version.',
  },
  'record.duplicate': {
    status: 409,
    zh: '已有相同的记录，未重复保存。请打开已有记录修改。',
    en: 'The same record exists already and was not saved twice. Open and change the existing one.',
  },
  'access.signInNeeded': {
    status: 401,
    zh: '尚未登录或登录已失效，请重新登录。您填写的内容不会丢失。',
    en: 'Not signed in, or the session has ended. Sign in again; what you typed is kept.',
  },
  'access.denied': {
    status: 403,
    zh: '此项操作需要“{permission}”权限，您目前没有。需要时请联系安全管理员。',
    en: 'This needs the permission “{permission}”, which you do not hold. Ask the security administrator.',
  },
  'access.passwordChangeNeeded': {
    status: 403,
    zh: '首次登录请先修改口令，然后继续。',
    en: 'Change the first password before going on.',
  },
  'server.failed': {
    status: 500,
    zh: '服务器处理时出错，未保存任何修改。请重试；仍不成功时把请求编号告诉系统管理员。',
    en: 'The server failed and saved nothing. Try again; if it still fails, give the request number to the system administrator.',
  },
  'server.databaseDown': {
    status: 503,
    zh: '暂时连不上数据库，未保存任何修改。请稍后重试。',
    en: 'The database cannot be reached; nothing was saved. Try again shortly.',
  },
});
