import type { Words } from './dto/pool.dto.js';
import type { SettingName } from './dto/settings.dto.js';

/** What each setting is called, how it is written, and what it means while it is not set. */
export const SETTING_WORDS: Record<SettingName, { label: Words; hint: Words; missing: Words }> = {
  'assignment.days': {
    label: { zh: '每月分案日', en: 'Days of the month on which cases are assigned' },
    hint: { zh: '两日，用逗号隔开，例如 10,25；当月没有的日子按月末。', en: 'Two days with a comma, such as 10,25; a day the month lacks is its last.' },
    missing: { zh: '本院尚未设定分案日：没有定期批次，只能手工分案。', en: 'The court has set no days: there are no scheduled runs, only runs by hand.' },
  },
  'assignment.rule': {
    label: { zh: '分案规则', en: 'Rule' },
    hint: { zh: 'level-then-even 存案补平（先补平、再平均）；water-level 最低负荷优先。', en: 'level-then-even, or water-level.' },
    missing: { zh: '未另设，按原办法：存案补平。', en: 'Not set; the source’s own rule applies: level, then even.' },
  },
  'assignment.loadIn': {
    label: { zh: '负荷口径', en: 'Loads are counted in' },
    hint: { zh: 'cases 按件；weights 按案件权重。', en: 'cases or weights.' },
    missing: { zh: '未另设，按件计算。', en: 'Not set; cases are counted.' },
  },
  'assignment.pendingCap': {
    label: { zh: '饱和上限', en: 'Pending cap' },
    hint: { zh: '岗位:性质=数目，例如 judge:civil=60,divisionChief:*=30；达到上限暂停收案。', en: 'post:nature=number, such as judge:civil=60,divisionChief:*=30; at the cap a judge receives no more.' },
    missing: { zh: '未设上限，任何人不因存案多而暂停收案。', en: 'No cap is set; nobody is paused for a high backlog.' },
  },
  'assignment.newcomerRamp': {
    label: { zh: '新任法官递增', en: 'Ramp for newcomers' },
    hint: { zh: '任职第几月=份额，例如 1=0.30,2=0.60；此后为全额。', en: 'month of service=share, such as 1=0.30,2=0.60; full after that.' },
    missing: { zh: '未设递增，新任法官即按任务系数全额参加。', en: 'No ramp is set; newcomers take part in full.' },
  },
};
