import { defineErrors } from '../../kernel/domain-error.js';

export const identityErrors = defineErrors({
  'signIn.wrong': {
    status: 401,
    zh: '用户名或口令不对。请核对大小写和输入法；连续 5 次不对将锁定 15 分钟。',
    en: 'User name or password is wrong. Check capitals and input method; five wrong tries lock the account for 15 minutes.',
  },
  'signIn.locked': {
    status: 423,
    zh: '该账号因连续输错口令已锁定，{minutes} 分钟后自动解锁。急用请联系系统管理员。',
    en: 'The account is locked after repeated wrong passwords and unlocks in {minutes} minute(s). If urgent, ask the system administrator.',
  },
  'signIn.disabled': {
    status: 403,
    zh: '该账号已停用。需要恢复时请联系系统管理员。',
    en: 'The account is disabled. Ask the system administrator to restore it.',
  },
  'password.notConfirmed': {
    status: 422,
    zh: '口令不对，未办理。请重新输入您登录用的口令；连续错误会锁定账号。',
    en: 'The password is wrong; nothing was done. Enter the password you sign in with; repeated mistakes lock the account.',
  },
  'password.currentWrong': {
    status: 422,
    zh: '当前口令不对，口令未修改。请重新输入。',
    en: 'The current password is wrong; nothing was changed. Enter it again.',
  },
  'password.weak': {
    status: 422,
    zh: '新口令至少 10 个字符，须含字母和数字，不能含用户名，不能与当前口令相同。请换一个。',
    en: 'The new password needs at least 10 characters with letters and digits, must not contain the user name, and must differ from the current one.',
  },
  'account.usernameTaken': {
    status: 409,
    zh: '用户名“{username}”已被使用，请换一个。',
    en: 'The user name “{username}” is taken; choose another.',
  },
  'account.notFound': {
    status: 404,
    zh: '没有找到该账号，请从账号列表重新打开。',
    en: 'No such account; open it again from the list.',
  },
  'account.personUnknown': {
    status: 422,
    zh: '账号未建立：所选人员不在本院。请从人员列表中选择，或留空。',
    en: 'The account was not created: the person is not of this court. Choose one from the list, or leave it empty.',
  },
  'grant.faulty': {
    status: 422,
    zh: '授权有 {count} 处需要修改，未提交。请逐项改正后重新提交。',
    en: 'The grant has {count} thing(s) to fix and was not asked for. Correct each and submit again.',
  },
  'account.own': {
    status: 403,
    zh: '不能停用或重置自己的账号，以免无人能恢复。请由另一位系统管理员办理，或在“修改口令”中改自己的口令。',
    en: 'Nobody disables or resets their own account, lest nobody could restore it. Ask another system administrator, or change your own password instead.',
  },
  'session.notFound': {
    status: 404,
    zh: '该登录已结束。请刷新在线列表。',
    en: 'That session has ended already; reload the list.',
  },
  'grant.separation': {
    status: 422,
    zh: '{username} 已有“{held}”角色；系统、安全、审计管理员与业务角色不能由同一人兼任，管理员之间也不能兼任。请另选人员。',
    en: '{username} already holds “{held}”; administrators may hold neither a second administrator role nor any role that sees scores. Choose somebody else.',
  },
  'grant.samePerson': {
    status: 403,
    zh: '授权须由申请人以外的安全管理员确认。请由另一位安全管理员办理。',
    en: 'A grant is approved by a security administrator other than the one who asked. Let a colleague confirm it.',
  },
  'grant.notFound': {
    status: 404,
    zh: '没有找到该授权，请刷新授权列表。',
    en: 'No such grant; reload the list.',
  },
  'grant.settled': {
    status: 409,
    zh: '该授权已经办理完毕，不能重复操作。请刷新授权列表。',
    en: 'This grant is settled already; reload the list.',
  },
});
