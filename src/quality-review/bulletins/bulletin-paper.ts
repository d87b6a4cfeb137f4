import type { Content } from 'pdfmake/interfaces.js';
import { chinaDay } from '../../kernel/day.js';
import { dayInProse, paragraph, ruledTable } from '../../platform/pdf/pdf-page.js';
import type { PdfPaper } from '../../platform/pdf/pdf-printer.js';
import type { OutgoingTable } from '../../platform/sheets/workbook.js';
import type { Printable } from './bulletin-views.js';

const WIDTH = 442;

const textOf = (pieces: { text: string }[]): string => pieces.map(({ text }) => text).join('');

/** The paper in the proportions of an official document. No seal is drawn; a red head is printed only where the court has entered its text. */
export function bulletinPaper({ bulletin, digest, at, corrigenda }: Printable): PdfPaper {
  const { court, number, title, signedBy, signedOn, redHead, shown } = bulletin;
  const content: Content[] = [
    ...(redHead
      ? [{ text: redHead, fontSize: 30, bold: true, color: '#C00000', alignment: 'center' as const, lineHeight: 1.1 }]
      : [{ text: court.zh, alignment: 'center' as const, font: 'Hei' }]),
    { text: number ?? '〔草稿，未编号〕', alignment: 'center', marginTop: 8 },
    { canvas: [{ type: 'line', x1: 0, y1: 4, x2: WIDTH, y2: 4, lineWidth: 1.2, lineColor: redHead ? '#C00000' : '#000000' }], marginBottom: 22 },
    { text: title, style: 'headline' },
  ];
  let table = 0;
  const write = (sections: typeof shown): void => {
    for (const { heading, blocks } of sections) {
      content.push({ text: heading, style: 'heading', leadingIndent: 32 });
      for (const block of blocks) {
        if ('pieces' in block) {
          content.push(paragraph(textOf(block.pieces)));
          continue;
        }
        table += 1;
        content.push({ text: `表${table}　${block.table.title}`, style: 'tableHead', alignment: 'center', marginTop: 6, marginBottom: 3 });
        content.push(block.table.rows.length ? ruledTable(block.table.head, block.table.rows, block.table.widths) : { text: '（无）', style: 'table', alignment: 'center' });
      }
    }
  };
  const annex = ({ key }: { key: string }): boolean => key === 'annex';
  write(shown.filter((one) => !annex(one)));
  // Who signed stands below the text and before what is annexed.
  if (signedOn) content.push({ stack: [{ text: court.zh }, { text: `签发：${signedBy}` }, { text: dayInProse(signedOn) }], alignment: 'right', marginTop: 24, marginRight: 32, marginBottom: 16, unbreakable: true });
  if (corrigenda.length) content.push({ text: '更正', style: 'heading', leadingIndent: 32, marginTop: 16 }, ...corrigenda.map((one) => paragraph(`更正第${one.number}号（${chinaDay(new Date(one.at))}，签发：${one.signedBy}）：${one.words}`)));
  write(shown.filter(annex));
  return { title: number ? `${title} ${number}` : `${title}（草稿）`, style: 'official', content, digest: digest ?? undefined, createdAt: at };
}

/** The words, every figure and every table of a bulletin as sheets of a workbook. */
export function bulletinSheets({ bulletin, corrigenda, digest }: Printable): OutgoingTable[] {
  const { court, number, title, period, signedBy, signedOn, shown, figures } = bulletin;
  const words = shown.flatMap(({ heading, blocks }) => blocks.flatMap((block) => ('pieces' in block ? [[heading, textOf(block.pieces)]] : [])));
  const tables = shown.flatMap(({ blocks }) => blocks.flatMap((block) => ('table' in block ? [block.table] : [])));
  return [
    { title: '正文', head: ['部分', '内容'], rows: [['标题', title], ['期号', number ?? '草稿'], ['法院', court.zh], ['月份', period], ['签发', signedBy ? `${signedBy} ${signedOn}` : ''], ['摘要', digest ?? ''], ...words, ...corrigenda.map((one) => [`更正第${one.number}号`, one.words])] },
    { title: '数据', head: ['名称', '数值', '代码'], rows: figures.map(({ key, label, text }) => [label.zh, text, key]) },
    ...tables.map(({ title: name, head, rows }) => ({ title: name, head, rows })),
  ];
}
