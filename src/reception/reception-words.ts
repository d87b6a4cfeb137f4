import type { Sentence } from '../kernel/domain-error.js';
import type { ReceptionAct, ReceptionState } from '../rules/reception-day.js';

export const STATE_WORDS: Readonly<Record<ReceptionState, Sentence>> = {
  planned: { zh: '已排班', en: 'on the roster' },
  attended: { zh: '已到岗', en: 'attended' },
  absent: { zh: '缺席', en: 'absent' },
  excuseAsked: { zh: '缺席理由待决定', en: 'excuse to be decided' },
  excused: { zh: '因故缺席', en: 'excused' },
  excuseRefused: { zh: '缺席，理由未获准', en: 'absent, excuse refused' },
  takenOver: { zh: '已由他人代班', en: 'taken over by another' },
  struck: { zh: '已撤销', en: 'struck off' },
};

export const ACT_WORDS: Readonly<Record<ReceptionAct, Sentence>> = {
  entered: { zh: '排班', en: 'enter in the roster' },
  takenOver: { zh: '换班', en: 'hand over' },
  struck: { zh: '撤销排班', en: 'strike off' },
  attended: { zh: '登记到岗', en: 'record attendance' },
  missed: { zh: '登记缺席', en: 'record absence' },
  excuseGiven: { zh: '说明缺席理由', en: 'give an excuse' },
  excused: { zh: '准许', en: 'approve the excuse' },
  excuseRefused: { zh: '不准许', en: 'refuse the excuse' },
};
