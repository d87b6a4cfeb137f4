import { dayInProse, issuedBy, officialHead, paragraph } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import { periodInProse } from './closing-words.js';
import type { ObjectionView } from './dto/closing.dto.js';

/** 异议答复书, as whoever objected is handed it: the objection in its own words, what came of it and why. */
export function objectionPaper(period: string, { people, signedName, grounds, filedOn, status, answer, answeredBy, answeredOn, correction }: ObjectionView, court: { name: string; example: boolean }): PdfPaper {
  const title = '考评结果公示异议答复书';
  const upheld = status === 'upheld';
  const lines = (text: string | null): ReturnType<typeof paragraph>[] => (text ?? '').split('\n').filter((line) => line.trim()).map((line) => paragraph(line.trim()));
  return {
    title: `${title} ${signedName}`, style: 'official', createdAt: `${answeredOn}T00:00:00.000Z`,
    content: [
      ...officialHead(court, null, title),
      { text: `${signedName}：` },
      paragraph(`您${dayInProse(filedOn)}对${periodInProse(period)}法官业绩考评结果公示中${people.map(({ name }) => name).join('、')}的结果提出的异议收悉。经核对，答复如下。`),
      { text: '一、异议的理由', style: 'heading', leadingIndent: 32 },
      ...lines(grounds),
      { text: '二、答复', style: 'heading', leadingIndent: 32 },
      paragraph(upheld ? '异议成立。' : '异议不成立，维持公示的结果。'),
      ...lines(answer),
      ...(upheld ? [paragraph(correction ? `所涉人员的结果已以${correction.number}公布。` : '所涉人员的结果以编号更正公布，更正以前暂不公布。')] : []),
      issuedBy([court.name, `答复人：${answeredBy}`, dayInProse(answeredOn!)]),
    ],
  };
}
