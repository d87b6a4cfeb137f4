export interface Cap {
  post: string;
  nature: string;
  cap: string;
}
export interface RampStep {
  month: string;
  share: string;
}

const pieces = (text: string): string[] => text.split(/[,，;；\s]+/).filter(Boolean);

/** `judge:civil=60` ↔ a row with three fields; the server checks what was typed and says what is wrong. */
export const readCaps = (text: string): Cap[] =>
  pieces(text).map((piece) => {
    const [who = '', cap = ''] = piece.split('=');
    const [post = '', nature = '*'] = who.split(':');
    return { post, nature, cap };
  });
export const writeCaps = (caps: readonly Cap[]): string => caps.map(({ post, nature, cap }) => `${post}:${nature}=${cap.trim()}`).join(',');

/** `1=0.30` ↔ the first month, at a share of 0.30 */
export const readRamp = (text: string): RampStep[] =>
  pieces(text).map((piece) => {
    const [month = '', share = ''] = piece.split('=');
    return { month, share };
  });
export const writeRamp = (steps: readonly RampStep[]): string => steps.map(({ month, share }) => `${month.trim()}=${share.trim()}`).join(',');
