import type { Draw } from './draw.js';
import type { DocumentDraft } from './judgment-text.js';
import type { Section, Sentence } from './judgment-sentences.js';

/** A fault put into a document: the words at fault, and what the reviewer says about them. */
export interface PlantedFault {
  sentence: Sentence;
  quote: string;
  comment: string;
}

/** Puts one fault of a clause into a sentence nobody has touched yet; `null` when the document offers no place for it. */
type Plant = (ground: FaultGround) => PlantedFault | null;

/** The document a fault is planted in. One fault to a sentence, so that no quote is spoilt by the next. */
export class FaultGround {
  private readonly used = new Set<Sentence>();

  constructor(
    readonly draft: DocumentDraft,
    readonly draw: Draw,
    readonly mistaken: Readonly<Record<string, string>>,
    readonly defendant: string,
  ) {}

  plant(clause: string): PlantedFault | null {
    const fault = (PLANTS[clause] ?? quoteOnly(['reasoning', 'facts']))(this);
    if (fault) this.used.add(fault.sentence);
    return fault;
  }

  sentences(sections: readonly Section[]): Sentence[] {
    return this.draft.sentences.filter((sentence) => sections.includes(sentence.section) && !this.used.has(sentence));
  }
}

const AROUND = 6;

/** Replaces the first match in one of the sections and quotes the result with a few characters around it. */
function exchange(sections: Section[], pattern: RegExp, replacement: string | ((match: string) => string), comment: (before: string, after: string) => string): Plant {
  return (ground) => {
    const places = ground.sentences(sections).flatMap((sentence) => {
      const match = pattern.exec(sentence.text);
      return match ? [{ sentence, match }] : [];
    });
    if (!places.length) return null;
    const { sentence, match } = ground.draw.pick(places);
    const after = typeof replacement === 'string' ? replacement : replacement(match[0]);
    if (after === match[0]) return null;
    sentence.text = sentence.text.slice(0, match.index) + after + sentence.text.slice(match.index + match[0].length);
    const from = after.length < 4 ? Math.max(0, match.index - AROUND) : match.index;
    const until = after.length < 4 ? match.index + after.length + AROUND : match.index + after.length;
    return { sentence, quote: sentence.text.slice(from, until), comment: comment(match[0], after) };
  };
}

function rewrite(sections: Section[], text: string, comment: string): Plant {
  return (ground) => {
    const places = ground.sentences(sections).filter((sentence) => sentence.text.length > 12 && !sentence.text.includes('：'));
    if (!places.length) return null;
    const sentence = ground.draw.pick(places);
    sentence.text = text;
    return { sentence, quote: text, comment };
  };
}

/** Nothing is changed: the words themselves are what the reviewer objects to. */
function quoteOnly(sections: Section[], comment = '结合卷宗材料，此处与条目所列情形相符。'): Plant {
  return (ground) => {
    const places = ground.sentences(sections);
    if (!places.length) return null;
    const sentence = ground.draw.pick(places);
    return { sentence, quote: sentence.text.slice(0, 24), comment };
  };
}

const SLIPS: [RegExp, string][] = [
  [/予以/, '于以'],
  [/支付/, '支付付'],
  [/依法/, '依依法'],
  [/应当/, '应该当'],
  [/被告/, '被吿'],
  [/履行/, '屡行'],
  [/证据/, '证剧'],
];

const wrongStatute: Plant = (ground) => {
  const { template } = ground.draft;
  if (!template?.lawRight || !template.lawWrong) return null;
  return exchange(['law'], new RegExp(template.lawRight), template.lawWrong, (right, wrong) => `应引用${right}，误引${wrong}。`)(ground);
};

const mistakenName: Plant = (ground) => {
  const first = ground.defendant[0]!;
  const wrong = ground.mistaken[first];
  if (!wrong) return null;
  return exchange(['facts', 'order', 'reasoning'], new RegExp(ground.defendant), wrong + ground.defendant.slice(1), (right, written) => `当事人应为“${right}”，误写为“${written}”。`)(ground);
};

const swapFirstDigits = (text: string) => text.replace(/(\d)(\d)/, '$2$1');
const saying = (comment: string) => () => comment;

const PLANTS: Record<string, Plant> = {
  'M-C-01': (ground) => {
    const start = ground.draw.int(0, SLIPS.length - 1);
    for (const [pattern, wrong] of [...SLIPS.slice(start), ...SLIPS.slice(0, start)]) {
      const slip = exchange(['facts', 'reasoning', 'order', 'defence', 'appraisal'], pattern, wrong, (right, written) => `“${right}”误写为“${written}”。`)(ground);
      if (slip) return slip;
    }
    return null;
  },
  'M-C-02': exchange(['facts', 'reasoning', 'claim'], /，/, '，，', saying('标点重复。')),
  'M-C-03': mistakenName,
  'M-C-04': exchange(['course', 'facts'], /20\d\d年/, (year) => `20${year[3]}${year[2]}年`, (right, written) => `年份应为${right}，误写为${written}。`),
  'M-C-05': exchange(['parties'], /，住所地江城区。/, '。', saying('当事人身份信息缺少住所地。')),
  'M-C-06': exchange(['course'], /(由审判员独任审理，|组成合议庭，|由审判员独任审判，)/, '', saying('未写明审判组织。')),
  'M-C-07': rewrite(['defence'], '对方未提出实质性答辩意见。', '庭审笔录载有具体答辩意见，归纳遗漏。'),
  'M-C-08': exchange(['focus'], /：.*。/, '：原告的诉讼请求应否支持。', saying('争议焦点未具体归纳，不能反映双方分歧。')),
  'M-C-09': exchange(['facts'], /\d{3,}元/, swapFirstDigits, (right, written) => `前文为${right}，此处为${written}，前后不一。`),
  'M-C-10': rewrite(['appraisal'], '以上证据，本院予以确认。', '只罗列证据，未说明采信的理由。'),
  'M-C-11': rewrite(['reasoning'], '对方的抗辩缺乏依据，本院不予采纳。', '对主要抗辩意见只有结论，没有回应。'),
  'M-C-12': wrongStatute,
  'M-C-13': exchange(['notice'], /(在判决书送达之日起十五日内，|在接到判决书的第二日起十日内，|加倍支付)/, '', saying('尾部告知事项不完整。')),
  'M-C-14': quoteOnly(['sign'], '校对章加盖不清，未压“本件与原本核对无异”。'),
  'M-V-01': exchange(['costs'], /由被告.*负担/, '由原告负担', saying('原告胜诉，受理费负担与裁判结果不符。')),
  'M-V-08': exchange(['order'], /自[^，。；]{4,16}起至/, '至', saying('利息、违约金没有写明起算日。')),
  'M-P-04': exchange(['parties'], /因涉嫌犯罪.*。/, '', saying('强制措施、羁押情况叙述遗漏。')),
  'M-P-05': rewrite(['reasoning'], '综合全案情节，可以从轻处罚。', '未说明从轻处罚的具体情节和幅度。'),
  'M-P-06': exchange(['order'], /(予以没收，上缴国库|予以没收，由扣押机关依法处理)/, '依法处理', saying('涉案财物处理表述不清。')),
  'M-A-04': quoteOnly(['reasoning'], '原告请求一并审查规范性文件，判决未予回应。'),
  'M-E-07': exchange(['costs'], /\d{2,}元/, swapFirstDigits, (right, written) => `执行费应为${right}，误算为${written}。`),
  'M-E-10': quoteOnly(['appraisal'], '未写明财产调查的具体经过和告知申请执行人的时间。'),
  'S-C-01': quoteOnly(['facts'], '认定该事实缺少主要证据，二审据此改判。'),
  'S-C-02': wrongStatute,
  'S-C-06': rewrite(['order'], '驳回其他请求。', '主文漏判一项诉讼请求。'),
  'S-C-07': exchange(['order'], /\d{3,}元/, swapFirstDigits, (right, written) => `合议庭决议为${right}，对外文书为${written}。`),
  'S-P-02': quoteOnly(['reasoning'], '法定量刑情节认定有误，量刑失当。'),
  'S-P-03': exchange(['order'], /至20\d\d年/, (text) => `至20${text[4]}${text[3]}年`, (right, written) => `刑期截止应${right}，误写${written}。`),
  'S-A-02': rewrite(['order'], '确认被诉行政行为违法。', '判决方式选择错误，争议未获实际处理。'),
};

/** Clauses for which a document of this kind can carry a fault. */
export function isInDocument(appliesTo: readonly string[]): boolean {
  return appliesTo.includes('document') || appliesTo.includes('substantive');
}
