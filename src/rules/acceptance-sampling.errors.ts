import { defineErrors } from '../kernel/domain-error.js';

export const acceptanceSamplingErrors = defineErrors({
  'acceptanceSampling.lot': {
    status: 422,
    zh: '批量为 {lotSize}，抽样表从 2 件起。请填写不小于 2 的整数；只有 1 件时直接复评。',
    en: 'The lot holds {lotSize}; the tables begin at 2. Give a whole number from 2; a single case is simply reviewed again.',
  },
  'acceptanceSampling.limit': {
    status: 422,
    zh: '抽样表没有接收质量限 {limit}。请选用：{listed}（每百件）。',
    en: 'The tables have no acceptance quality limit of {limit}. Choose one of: {listed} (per cent).',
  },
  'acceptanceSampling.counts': {
    status: 422,
    zh: '批量 {size}、其中有差错 {faulty}、抽 {sampleSize}、允许 {accept}：须为不小于 0 的整数，差错数和抽取数不能多于批量。请更正。',
    en: 'Lot {size}, faulty {faulty}, drawn {sampleSize}, allowed {accept}: whole numbers from 0, and neither the faulty nor the drawn more than the lot. Correct them.',
  },
});
