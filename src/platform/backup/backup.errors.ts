import { defineErrors } from '../../kernel/domain-error.js';

export const backupErrors = defineErrors({
  'backup.notABackup': {
    status: 422,
    zh: '{path} 不是本系统的备份文件，未做任何改动。请核对文件。',
    en: '{path} is not a backup of this system; nothing was changed. Check the file.',
  },
  'backup.damaged': {
    status: 422,
    zh: '备份文件已损坏（摘要不符），未恢复任何数据。请改用另一份备份。',
    en: 'The backup is damaged (its digest does not match); nothing was restored. Use another backup.',
  },
  'backup.otherRelease': {
    status: 422,
    zh: '备份来自数据库结构 {theirs}，本系统为 {ours}。请用产生备份的版本恢复，再升级。',
    en: 'The backup was made with database structure {theirs}, this release has {ours}. Restore with the release that made it, then upgrade.',
  },
  'backup.notEmpty': {
    status: 409,
    zh: '目标数据库已有数据（{table}），恢复会与之混在一起，未执行。请指定空数据库（DATABASE_URL）。',
    en: 'The target database already holds data ({table}); restoring would mix the two, so nothing was done. Name an empty database in DATABASE_URL.',
  },
});
