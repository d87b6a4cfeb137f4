import { defineErrors } from '../kernel/domain-error.js';

export const workingDayErrors = defineErrors({
  'workingDays.unknownYear': {
    status: 422,
    zh: '工作日历没有 {year} 年（需要 {day}），不能计算工作日期限。请审管办按国务院办公厅放假通知补录该年的节假日和调休。',
    en: 'The working calendar does not cover {year} (needed for {day}), so a period in working days cannot be counted. Have the trial management office enter that year’s holidays and make-up days from the State Council’s notice.',
  },
});
