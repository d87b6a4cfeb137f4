import type { BulletinWork } from '../../../quality-review/bulletins/dto/bulletins.dto.js';

type Named = Pick<BulletinWork, 'figures' | 'tables'>;

/** What is stored, `{{reviewed}}`, as people write it: 『完成评查件数』; a table 『表：各庭差错率』. */
export function toWords(body: string, { figures, tables }: Named): string {
  return body.replace(/\{\{([\w.:-]+)\}\}/g, (whole, key: string) => {
    if (key.startsWith('table:')) {
      const table = tables.find((one) => one.key === key.slice(6));
      return table ? `『表：${table.title}』` : whole;
    }
    const figure = figures.find((one) => one.key === key);
    return figure ? `『${figure.label.zh}』` : whole;
  });
}

/** The way back. What names no figure stays as it was typed, and is marked by the server. */
export function toTokens(words: string, { figures, tables }: Named): string {
  return words.replace(/『([^』]+)』/g, (whole, name: string) => {
    if (name.startsWith('表：')) {
      const table = tables.find((one) => one.title === name.slice(2));
      return table ? `{{table:${table.key}}}` : whole;
    }
    const figure = figures.find((one) => one.label.zh === name);
    return figure ? `{{${figure.key}}}` : whole;
  });
}
