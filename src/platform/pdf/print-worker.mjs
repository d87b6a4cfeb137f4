// Runs in a worker thread: laying out a long PDF takes a second, and nobody else should wait for it.
import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';

const { fontFolder } = workerData;
const face = (file, name) => [`${fontFolder}/${file}.ttc`, name];
const family = (kind) => {
  const [normal, bold] = [face(`Noto${kind}CJK-Regular`, `Noto${kind}CJKsc-Regular`), face(`Noto${kind}CJK-Bold`, `Noto${kind}CJKsc-Bold`)];
  // Chinese has no italics; the upright face stands in where a definition asks for one.
  return { normal, bold, italics: normal, bolditalics: bold };
};
pdfmake.addFonts({ Song: family('Serif'), Hei: family('Sans') });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

/** `— 3 —` outside, as official papers number their pages; `第 3 页 / 共 7 页` on forms. */
function footer({ numbering, digest }) {
  return (page, pages) => {
    const official = numbering === 'official';
    const number = official ? `— ${page} —` : `第 ${page} 页 / 共 ${pages} 页`;
    const alignment = official ? (page % 2 ? 'right' : 'left') : 'center';
    return { margin: official ? [79, 12, 74, 0] : [40, 8, 40, 0], stack: [{ text: number, alignment, fontSize: official ? 14 : 9 }, ...(digest ? [{ text: `摘要 ${digest}`, fontSize: 7, alignment: 'center' }] : [])] };
  };
}

/** Points of height a heading needs below its top: itself, a line said of it, and the head and first row of a table. */
const ROOM = { official: 105, form: 88 };

/** A heading too low on its page goes to the next one with what it is the heading of. */
function keepHeadings({ pageMargins: [, top] }, { numbering }) {
  return ({ style, startPosition }) => style === 'heading' && startPosition !== undefined && top + startPosition.pageInnerHeight - startPosition.top < ROOM[numbering];
}

parentPort.on('message', async ({ id, definition, foot, createdAt }) => {
  try {
    const info = { ...definition.info, creationDate: new Date(createdAt), modDate: new Date(createdAt) };
    const bytes = await pdfmake.createPdf({ ...definition, info, footer: footer(foot), pageBreakBefore: keepHeadings(definition, foot) }).getBuffer();
    parentPort.postMessage({ id, bytes });
  } catch (error) {
    parentPort.postMessage({ id, reason: error instanceof Error ? error.message : String(error) });
  }
});
