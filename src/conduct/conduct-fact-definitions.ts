import type { FactDefinition } from '../rules/scheme/fact-catalogue.js';

const BY_VERIFICATION = { zh: '按查实日期', en: 'by the day it was verified' };

/** 投诉、信访、加分申报能给出的事实；查实前一律不计。 */
export const CONDUCT_FACT_DEFINITIONS: readonly FactDefinition[] = [
  {
    name: 'complaintsUpheld',
    shape: 'number',
    unit: { zh: '件', en: 'complaints' },
    per: 'person',
    title: { zh: '查实的投诉数', en: 'Complaints upheld' },
    meaning: {
      zh: '考核期内查实（全部或部分属实）的针对本人的投诉，每件计 1；未查、不实的不计。',
      en: 'Complaints about the person found justified in whole or in part within the period, each once; open and unfounded ones are left out.',
    },
    cannotShow: { zh: '没有人投诉不等于没有问题；案件类型不同，被投诉的机会不同。', en: 'No complaint does not mean nothing was wrong, and some kinds of case draw more of them.' },
    dated: BY_VERIFICATION,
  },
  {
    name: 'petitionCases',
    shape: 'number',
    unit: { zh: '件', en: 'petitions' },
    per: 'person',
    title: { zh: '查实的信访数', en: 'Petitions upheld' },
    meaning: {
      zh: '考核期内查实（全部或部分属实）的涉及本人的信访，每件计 1。',
      en: 'Petitions concerning the person found justified in whole or in part within the period, each once.',
    },
    cannotShow: { zh: '信访多少受案件类型和当事人影响；息诉工作看不出来。', en: 'How many there are depends on the cases and the parties; the work of settling them does not show.' },
    dated: BY_VERIFICATION,
  },
  {
    name: 'complaints',
    shape: 'events',
    unit: { zh: '件', en: 'complaints' },
    per: 'person',
    title: { zh: '查实的投诉', en: 'Upheld complaints' },
    meaning: { zh: '“查实的投诉数”中的每一件，逐件列出，带条目。', en: 'Each complaint counted in “complaints upheld”, one by one with its clause.' },
    cannotShow: { zh: '没有人投诉不等于没有问题。', en: 'No complaint does not mean nothing was wrong.' },
    dated: BY_VERIFICATION,
  },
  {
    name: 'petitions',
    shape: 'events',
    unit: { zh: '件', en: 'petitions' },
    per: 'person',
    title: { zh: '查实的信访', en: 'Upheld petitions' },
    meaning: { zh: '“查实的信访数”中的每一件，逐件列出，带条目。', en: 'Each petition counted in “petitions upheld”, one by one with its clause.' },
    cannotShow: { zh: '信访多少受案件类型和当事人影响。', en: 'How many there are depends on the cases and the parties.' },
    dated: BY_VERIFICATION,
  },
  {
    name: 'merits',
    shape: 'events',
    unit: { zh: '项', en: 'merits' },
    per: 'person',
    title: { zh: '经批准的加分申报', en: 'Approved merit claims' },
    meaning: {
      zh: '考核期内经批准的加分申报（导向、典型、理念、创新等），逐项列出，带批准的分值；未批准的不计。',
      en: 'Merit claims approved within the period (guiding effect, typical case, modern conception, innovation …), one by one with the points approved; others are left out.',
    },
    cannotShow: { zh: '没有申报的看不出来；分值由批准人在区间内酌定。', en: 'What nobody claimed does not show; the approver chooses the points within a range.' },
    dated: { zh: '按批准日期', en: 'by the day of approval' },
  },
  {
    name: 'divisionComplaintsUpheld',
    shape: 'number',
    unit: { zh: '件', en: 'complaints' },
    per: 'unit',
    title: { zh: '全庭查实的投诉数', en: 'Complaints upheld (division)' },
    meaning: {
      zh: '考核期内查实（全部或部分属实）的投诉，被投诉人查实之日在本庭任主要岗位，每件计 1。',
      en: 'Complaints found justified in whole or in part within the period about people whose main post was in the division on that day, each once.',
    },
    cannotShow: { zh: '没有人投诉不等于没有问题；被投诉人调离后查实的计入新单位。', en: 'No complaint does not mean nothing was wrong; verified after a move, it counts for the new unit.' },
    dated: BY_VERIFICATION,
  },
  {
    name: 'divisionPetitionCases',
    shape: 'number',
    unit: { zh: '件', en: 'petitions' },
    per: 'unit',
    title: { zh: '全庭查实的信访数', en: 'Petitions upheld (division)' },
    meaning: {
      zh: '考核期内查实（全部或部分属实）的信访，所涉人员查实之日在本庭任主要岗位，每件计 1。',
      en: 'Petitions found justified in whole or in part within the period concerning people whose main post was in the division on that day, each once.',
    },
    cannotShow: { zh: '信访多少受案件类型和当事人影响。', en: 'How many there are depends on the cases and the parties.' },
    dated: BY_VERIFICATION,
  },
];
