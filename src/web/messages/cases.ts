const zh = {};
const en: Record<keyof typeof zh, string> = {};
export const cases = { zh, en };
