export const importMessages = {
  zh: {
    title: '案件导入', step1: '① 选文件', step2: '② 对应列', step3: '③ 试导入', step4: '④ 导入', steps: '步骤',
    file: '登记表文件', fileHint: 'XLSX 或 CSV，第一行为列名。先试导入：不写入任何数据，逐行告诉您哪里有误。', mapping: '列对应', mappingHint: '按列名取值，列的先后不限。', field: '系统字段', columns: '文件中的列名（有哪个用哪个）', required: '必填', noMapping: '尚无列对应。请系统管理员在 config/mappings 中放入本院登记表的列对应。',
    pseudonymise: '当事人、承办人姓名改为化名（演示、研究用）', createPeople: '人员表中没有的承办人，同时登记为本院人员', countsByCorrection: '按决定改正已冻结考核期的案件（冻结的结果不变，只以编号更正计入）', start: '试导入', uploading: '正在上传…', noFile: '还没有选文件。请选择登记表。', another: '另选文件',
    checking: '正在试导入，已看 {done} / {total} 行', importing: '正在导入，已写入 {done} / {total} 行', mayLeave: '可离开本页，完成后在“导入记录”中查看。', cancel: '取消', cancelling: '正在取消…',
    checked: '试导入完成 · 未写入任何数据', rows: '共 {n} 行', ready: '可导入 {n}', faulty: '有误 {n} 行（{faults} 处）', updates: '将更新已登记的 {n} 行（逐行列在下面）', repeated: '文件内重复 {n} 行', unchanged: '已有且内容相同 {n} 行（不会改变）', unused: '文件中未使用的列：{names}', nothingNew: '内容没有变化，未改动任何数据。', nothingNewCheck: '内容没有变化：{n} 行都已在案件库中，导入不会改动任何数据。',
    onlyGood: '只导入无误的 {n} 行，有误行留给我改', allOrNothing: '全部改好再导入', fixFirst: '还有 {n} 行有误。请下载标注工作簿，改好后重新选文件；或改选“只导入无误的行”。', commit: '导入 {n} 行', committing: '正在提交…',
    done: '导入完成：写入 {n} 行。', doneLeft: '另有 {n} 行有误，未写入；改好后可再次导入，不会重复。', cancelledAt: '已写入 {n} 行，再次导入会从中断处继续，不会重复。', cancelledCheck: '试导入已取消，未写入任何数据。', failed: '导入没有完成：{why}', toCases: '打开案件库', again: '再导入一个文件',
    history: '导入记录', noHistory: '还没有导入过案件。选一个登记表，先试导入。', hFile: '文件', hAt: '时间', hStatus: '状态', hRows: '行数', hWritten: '已写入', hFaulty: '有误', open: '打开',
    's.checking': '试导入中', 's.checked': '待导入', 's.importing': '导入中', 's.done': '已完成', 's.cancelled': '已取消', 's.failed': '未完成',
  },
  en: {
    title: 'Case import', step1: '① File', step2: '② Columns', step3: '③ Dry run', step4: '④ Import', steps: 'Steps',
    file: 'Register file', fileHint: 'XLSX or CSV, titles in the first row. The dry run writes nothing and names every fault of every row.', mapping: 'Column mapping', mappingHint: 'Columns are found by title, in any order.', field: 'Field', columns: 'Titles in the file (whichever is there)', required: 'required', noMapping: 'No mapping yet. Ask the system administrator to put your register’s mapping into config/mappings.',
    pseudonymise: 'Replace names by pseudonyms (demonstration, research)', createPeople: 'Register judges missing from the people list as people of this court', countsByCorrection: 'Put right cases of frozen periods as decided (the frozen result stays; they count only through a numbered correction)', start: 'Dry run', uploading: 'Uploading…', noFile: 'No file chosen. Choose the register.', another: 'Other file',
    checking: 'Dry run: {done} / {total} rows', importing: 'Importing: {done} / {total} rows written', mayLeave: 'You may leave; the result will be under “Imports”.', cancel: 'Cancel', cancelling: 'Cancelling…',
    checked: 'Dry run finished · nothing was written', rows: '{n} rows', ready: '{n} ready', faulty: '{n} faulty ({faults} faults)', updates: '{n} will update registered cases (listed below)', repeated: '{n} repeated in the file', unchanged: '{n} already there, same content (no change)', unused: 'Columns of the file not used: {names}', nothingNew: 'The content is unchanged; nothing was altered.', nothingNewCheck: 'The content is unchanged: all {n} rows are in the register; importing would alter nothing.',
    onlyGood: 'Import only the {n} good rows; I correct the others', allOrNothing: 'All or nothing', fixFirst: '{n} rows are still faulty. Download the marked workbook, correct it and choose it again; or import only the good rows.', commit: 'Import {n} rows', committing: 'Submitting…',
    done: 'Import finished: {n} rows written.', doneLeft: '{n} faulty rows were not written; correct them and import again, nothing enters twice.', cancelledAt: '{n} rows were written; importing again continues from there, nothing enters twice.', cancelledCheck: 'The dry run was cancelled; nothing was written.', failed: 'The import did not finish: {why}', toCases: 'Open the register', again: 'Import another file',
    history: 'Imports', noHistory: 'No cases imported yet. Choose a register and start with a dry run.', hFile: 'File', hAt: 'Time', hStatus: 'State', hRows: 'Rows', hWritten: 'Written', hFaulty: 'Faulty', open: 'Open',
    's.checking': 'dry run', 's.checked': 'to be imported', 's.importing': 'importing', 's.done': 'finished', 's.cancelled': 'cancelled', 's.failed': 'not finished',
  },
};
