import type { ImportView } from '../../src/cases/dto/case-import.dto.js';
import { SmallCourt } from '../http/small-court.js';
import { startApp } from '../support/app.js';

const ROWS = 20_000;

it('stops between chunks when asked, keeps what was written, and goes on from there', async () => {
  const app = await startApp();
  try {
    const court = await SmallCourt.found(app);
    await court.person('王敏', court.first);
    const office = await court.signedIn('office', [{ role: 'trialManagement', scope: 'court' }]);
    const rows = Array.from({ length: ROWS }, (_, index) => `（2026）苏0102民初${index + 1}号,离婚纠纷,2026-01-05,王敏`);
    const file = Buffer.from(['案号,案由,收案日期,承办人', ...rows].join('\n'));
    const { id } = (await office.post('/api/case-imports').field('mapping', 'zh-register').attach('file', file, 'a.csv').expect(201)).body as ImportView;
    const until = async (enough: (view: ImportView) => boolean): Promise<ImportView> => {
      for (;;) {
        const view = (await office.get(`/api/case-imports/${id}`).expect(200)).body as ImportView;
        if (enough(view)) return view;
      }
    };
    await until(({ status }) => status === 'checked');
    await office.post(`/api/case-imports/${id}/commit`).send({}).expect(200);
    await until(({ written }) => written > 0);
    await office.post(`/api/case-imports/${id}/cancel`).expect(200);
    const stopped = await until(({ status }) => status !== 'importing');
    expect(stopped.status).toBe('cancelled');
    expect(stopped.written).toBeGreaterThan(0);
    expect(stopped.written).toBeLessThan(ROWS);
    expect(stopped.written % 1000).toBe(0);
    const inRegister = async () => ((await office.get('/api/cases?pageSize=1').expect(200)).body as { total: number }).total;
    expect(await inRegister()).toBe(stopped.written);

    await office.post(`/api/case-imports/${id}/commit`).send({}).expect(200);
    expect(await until(({ status }) => status === 'done')).toMatchObject({ written: ROWS });
    expect(await inRegister()).toBe(ROWS);
    await office.post(`/api/case-imports/${id}/cancel`).expect(409);
  } finally {
    await app.close();
  }
});
