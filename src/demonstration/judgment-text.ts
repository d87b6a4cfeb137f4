import type { CaseFile } from './case-file.js';
import type { JudgmentPlans, JudgmentTemplate } from './demonstration-plan.js';
import { fillBlanks, hanNumber, type Section, type Sentence } from './judgment-sentences.js';

export interface DocumentDraft {
  kind: 'judgment' | 'ruling' | 'mediation';
  title: string;
  template: JudgmentTemplate | null;
  sentences: Sentence[];
}

type Line = [Section, string];
const COURT = '江城区人民法院';

/** The document a case was closed with, in the order such documents have. */
export function draftDocument(file: CaseFile, plans: JudgmentPlans, blanks: Readonly<Record<string, string>>): DocumentDraft {
  const { nature, cause } = file.arrival;
  const manner = file.manner!;
  const { kind, title, template, lines } = bodyOf();
  const head: Line[] = [['head', COURT], ['head', title], ['head', '‹number›']];
  const end: Line[] = [...signatures(file), ['sign', '‹signedOn›'], ['sign', '本件与原本核对无异'], ['sign', '书记员　‹clerk›']];
  return { kind, title, template, sentences: [...head, ...lines, ...end].map(([section, text]) => ({ section, text: fillBlanks(text, blanks) })) };

  function bodyOf(): { kind: DocumentDraft['kind']; title: string; template: JudgmentTemplate | null; lines: Line[] } {
    if (nature === 'enforcement') return enforcement(manner, cause.text, plans);
    if (nature === 'criminal') return manner === 'judged' ? criminal(plans.criminal[cause.text]!, plans, cause.text) : brief('刑事裁定书', criminalParties(plans.criminal[cause.text]!), plans.shared.criminal.withdrawal);
    if (nature === 'administrative') {
      const template = plans.administrative[cause.text]!;
      if (template.ruling && manner === 'ruled') return ruling('行政裁定书', administrativeParties('申请执行人', '被执行人'), template);
      if (manner === 'judged') return administrative(template, plans);
      return brief('行政裁定书', administrativeParties('原告', '被告'), manner === 'dismissed' ? plans.shared.administrative.dismissal : plans.shared.administrative.withdrawal);
    }
    const template = plans.civil[cause.text]!;
    if (template.ruling && manner === 'ruled') return ruling('民事裁定书', parties('申请人', '申请人'), template);
    if (manner === 'judged') return civil(template, plans, file);
    if (manner === 'mediated')
      return { kind: 'mediation', title: '民事调解书', template: null, lines: [...parties('原告', '被告'), ...claims(template), ...each('order', plans.shared.civil.mediation)] };
    return brief('民事裁定书', parties('原告', '被告'), manner === 'dismissed' ? plans.shared.civil.dismissal : plans.shared.civil.withdrawal);
  }
}

function signatures({ bench, arrival }: CaseFile): Line[] {
  const judge = arrival.assigned!.judge;
  if (!bench.presiding) return [['sign', `审判员　${judge.name}`]];
  const others = [judge, ...bench.members].filter((one) => one !== bench.presiding);
  return [['sign', `审判长　${bench.presiding.name}`], ...others.map((one): Line => ['sign', `审判员　${one.name}`])];
}

function civil(template: JudgmentTemplate, { shared: { civil: shared } }: JudgmentPlans, { arrival }: CaseFile): ReturnType<typeof ruling> {
  const appeal = arrival.procedure.noAppeal ? shared.final : shared.appeal;
  return {
    kind: 'judgment',
    title: '民事判决书',
    template,
    lines: [
      ...parties('原告', '被告'),
      ['course', '原告‹P›与被告‹D›‹cause›一案，'],
      ['course', arrival.procedure.bench === 'panel' ? shared.course.panel : shared.course.sole],
      ['course', shared.course.present],
      ...(arrival.procedure.bench === 'panel' ? [['course', shared.course.panelNotice] as Line] : []),
      ...claims(template),
      ['claim', '事实和理由：'],
      ...each('claim', template.grounds!),
      ['defence', `被告‹D›辩称：${template.defence![0]!}`],
      ...each('defence', template.defence!.slice(1)),
      ['evidence', `${shared.evidence.list}${template.evidence!.join('、')}。`],
      ['evidence', shared.evidence.exchange],
      ['evidence', shared.evidence.comment],
      ['appraisal', shared.evidence.appraisal],
      ['facts', '经审理查明：'],
      ...each('facts', template.facts!),
      ['focus', `根据双方的诉辩意见，本案的争议焦点是：${template.focus!.map((one, index) => `${hanNumber(index + 1)}、${one}`).join('；')}。`],
      ['reasoning', `本院认为，${template.reasoning![0]!}`],
      ...each('reasoning', template.reasoning!.slice(1)),
      ['reasoning', shared.evidence.burden],
      ['law', `综上，依照${template.law}，《中华人民共和国民事诉讼法》第六十七条第一款之规定，判决如下：`],
      ...orders(template),
      ['notice', shared.late],
      ['costs', shared.costs],
      ['notice', appeal],
    ],
  };
}

function criminal(template: JudgmentTemplate, { shared: { criminal: shared } }: JudgmentPlans, cause: string): ReturnType<typeof ruling> {
  const charge = (text: string) => text.replaceAll('‹charge›', template.charge!);
  return {
    kind: 'judgment',
    title: '刑事判决书',
    template,
    lines: [
      ...criminalParties(template),
      ...each('course', shared.course.map(charge)),
      ['claim', `公诉机关指控：${template.accusation![0]!}`],
      ...each('claim', template.accusation!.slice(1)),
      ['claim', `公诉机关认为，应当以${template.charge!}追究被告人‹D›的刑事责任。`],
      ['defence', `被告人‹D›及其辩护人提出：${template.defence!.join('')}`],
      ['course', shared.plea],
      ['facts', '经审理查明：'],
      ...each('facts', template.facts!),
      ['evidence', `${shared.evidence}${template.evidence!.join('、')}。`],
      ['appraisal', shared.appraisal],
      ['reasoning', `本院认为，${template.reasoning![0]!}`],
      ...each('reasoning', template.reasoning!.slice(1)),
      ['law', `依照${template.law}之规定，判决如下：`],
      ...orders(template),
      ...(template.custody ? [['order', `（${shared.custody}）`] as Line] : []),
      ...(cause === 'theft' ? [['order', '（罚金于判决生效后三十日内缴纳。）'] as Line] : []),
      ['notice', shared.appeal],
    ],
  };
}

function administrative(template: JudgmentTemplate, { shared: { administrative: shared } }: JudgmentPlans): ReturnType<typeof ruling> {
  return {
    kind: 'judgment',
    title: '行政判决书',
    template,
    lines: [
      ...administrativeParties('原告', '被告'),
      ...each('course', shared.course),
      ['claim', `原告‹P›诉称：${template.grounds![0]!}`],
      ['claim', `请求：${template.claim!.map((one, index) => `${index + 1}.${one}`).join('；')}。`],
      ['defence', `被告‹D›辩称：${template.defence!.join('')}`],
      ['evidence', `${shared.evidence}${template.evidence!.join('、')}。`],
      ['evidence', shared.comment],
      ['appraisal', shared.appraisal],
      ['facts', '经审理查明：'],
      ...each('facts', template.facts!),
      ['focus', `本案的争议焦点是：${template.focus!.join('；')}。`],
      ['reasoning', `本院认为，${shared.review}`],
      ...each('reasoning', template.reasoning!),
      ['law', `依照${template.law}之规定，判决如下：`],
      ...orders(template),
      ['costs', shared.costs],
      ['notice', shared.appeal],
    ],
  };
}

function enforcement(manner: string, text: string, plans: JudgmentPlans): ReturnType<typeof ruling> {
  const shared = plans.shared.enforcement;
  const template = plans.enforcement[manner]!;
  const subject = plans.enforcement[text];
  const closesFully = manner === 'enforced' || manner === 'preserved';
  const named: Line[] = subject?.basis
    ? [...parties('申请执行人', '被执行人'), ['course', `${shared.opening}${subject.basis}`], ['claim', subject.demand!], ['course', shared.filed]]
    : text === 'objection' ? parties('异议人', '申请执行人') : parties('申请保全人', '被保全人');
  return {
    kind: 'ruling',
    title: closesFully ? '结案通知书' : '执行裁定书',
    template,
    lines: [
      ...named,
      ...each('facts', template.course ?? []),
      ['appraisal', shared.measures],
      ['reasoning', `本院认为，${template.reasoning![0]!}`],
      ...each('reasoning', template.reasoning!.slice(1)),
      ['law', `依照${template.law}之规定，${closesFully ? '通知' : '裁定'}如下：`],
      ...orders(template),
      ['costs', shared.fee],
      ['notice', shared.effect],
    ],
  };
}

function ruling(title: string, named: Line[], template: JudgmentTemplate): { kind: DocumentDraft['kind']; title: string; template: JudgmentTemplate | null; lines: Line[] } {
  return {
    kind: 'ruling',
    title,
    template,
    lines: [...named, ...each('facts', template.ruling!), ['law', `依照${template.law}规定，裁定如下：`], ...orders(template), ['notice', '本裁定送达后立即发生法律效力。']],
  };
}

function brief(title: string, named: Line[], sentences: readonly string[]): ReturnType<typeof ruling> {
  const lines = sentences.map((text): Line => [text.startsWith('依照') ? 'law' : /^(准许|驳回)/.test(text) ? 'order' : text.startsWith('案件受理费') ? 'costs' : text.startsWith('如不服') ? 'notice' : 'reasoning', text]);
  return { kind: 'ruling', title, template: null, lines: [...named, ...lines] };
}

function parties(first: string, second: string): Line[] {
  return [
    ['parties', `${first}：‹P›，住所地江城区。`],
    ['parties', `委托诉讼代理人：某某律师事务所律师。`],
    ['parties', `${second}：‹D›，住所地江城区。`],
  ];
}

function criminalParties(template: JudgmentTemplate): Line[] {
  const held = template.custody ? '因涉嫌犯罪被刑事拘留，后被逮捕，现羁押于江城区看守所。' : '因涉嫌犯罪被取保候审。';
  return [['parties', '公诉机关：江城区人民检察院。'], ['parties', `被告人：‹D›，户籍地江城区。${held}`], ['parties', '辩护人：某某律师事务所律师。']];
}

function administrativeParties(first: string, second: string): Line[] {
  return [['parties', `${first}：‹P›，住所地江城区。`], ['parties', `${second}：‹D›，住所地江城区。`], ['parties', '法定代表人、负责人：某某。']];
}

function claims(template: JudgmentTemplate): Line[] {
  return [['claim', '原告‹P›向本院提出诉讼请求：'], ['claim', `${(template.claim ?? []).map((one, index) => `${index + 1}.${one}`).join('；')}。`]];
}

function each(section: Section, sentences: readonly string[]): Line[] {
  return sentences.map((text) => [section, text]);
}

function orders(template: JudgmentTemplate): Line[] {
  if (template.order.length === 1) return [['order', `${template.order[0]!}。`]];
  return template.order.map((text, index): Line => ['order', `${hanNumber(index + 1)}、${text}；`.replace(/；$/, index === template.order.length - 1 ? '。' : '；')]);
}
