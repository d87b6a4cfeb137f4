import { defineErrors } from '../kernel/domain-error.js';

/** The status decides the exit code: 400 usage, 5xx environment, anything else refused input. */
export const cliErrors = defineErrors({
  'cli.inputNeeded': {
    status: 400,
    zh: '没有指明数据。请加 --input <文件>（从标准输入读取时写 --input -）；rank 也可用 --group 和 --period 取自数据库。',
    en: 'No data were named. Add --input <file>, or --input - to read standard input; rank also takes --group and --period from the database.',
  },
  'cli.inputNotFound': {
    status: 404,
    zh: '找不到文件 {path}。请核对文件名和所在文件夹。',
    en: 'There is no file {path}. Check its name and folder.',
  },
  'cli.inputIsFolder': {
    status: 422,
    zh: '{path} 是文件夹，不是文件。请指明其中的文件。',
    en: '{path} is a folder, not a file. Name a file in it.',
  },
  'cli.inputUnreadable': {
    status: 503,
    zh: '文件 {path} 无法读取（{reason}）。请检查权限和磁盘后再试。',
    en: 'The file {path} cannot be read ({reason}). Check its permissions and the disk, then try again.',
  },
  'cli.notYaml': {
    status: 422,
    zh: '{path} 不是正确的 YAML 或 JSON，有 {count} 处。请按所列行改正。',
    en: '{path} is not correct YAML or JSON, in {count} place(s). Correct the lines listed.',
  },
  'cli.notMapping': {
    status: 422,
    zh: '{path} 应为一组键值。请按 config/schemes/README.md 书写。',
    en: '{path} must be a mapping. Write it as config/schemes/README.md says.',
  },
  'cli.factsNeeded': {
    status: 400,
    zh: '用方案文件计分须指明事实：请加 --facts <文件.csv 或 .json>。',
    en: 'Scoring with a scheme file needs facts: add --facts <file.csv or .json>.',
  },
  'cli.whichPeriod': {
    status: 400,
    zh: '事实文件里有几个考核期（{periods}），不能确定算哪一个。请加 --period。',
    en: 'The facts speak of several periods ({periods}); which one is meant is not clear. Add --period.',
  },
  'cli.noSuchPeriod': {
    status: 422,
    zh: '事实文件里没有考核期 {period} 的任何人，只有：{periods}。请核对 --period 和 考核期 列。',
    en: 'The facts have nobody in the period {period}; there are: {periods}. Check --period and the period column.',
  },
  'cli.nobody': {
    status: 422,
    zh: '事实文件里没有任何人，无从计分。请补上人员行。',
    en: 'The facts have nobody in them, so there is nothing to score. Add the rows of people.',
  },
  'cli.personNotInFacts': {
    status: 404,
    zh: '事实文件里没有“{asked}”。请核对 --person（人员编号或姓名）。',
    en: 'The facts do not have “{asked}”. Check --person (personal id or name).',
  },
  'cli.databaseForm': {
    status: 400,
    zh: '没有 --scheme 时从数据库取得分单，须写 --person 和 --period；有方案文件请加 --scheme 和 --facts。',
    en: 'Without --scheme the sheet is taken from the database, which needs --person and --period; with a scheme file add --scheme and --facts.',
  },
  'cli.usage': {
    status: 400,
    zh: '命令写法有误：{zh}。加 --help 查看用法。',
    en: 'The command is not written correctly: {en}. Add --help to see how it is used.',
  },
  'cli.doctorFound': {
    status: 422,
    zh: '自检发现 {failed} 项问题，见上。请按各项说明处理后再次运行 doctor。',
    en: 'The self-check found {failed} problem(s), listed above. Act on each, then run doctor again.',
  },
  'cli.unexpected': {
    status: 500,
    zh: '出现意外情况（{reason}），命令没有完成。请重试；仍不成功时把以上内容交给管理员。',
    en: 'Something unexpected happened ({reason}); the command did not finish. Try again, and if it fails again pass this on to the administrator.',
  },
  'cli.whichCourt': {
    status: 400,
    zh: '不能确定是哪个法院。请加 --court <代码>，现有：{codes}。',
    en: 'Which court is meant is not clear. Add --court <code>; there are: {codes}.',
  },
  'cli.whichPerson': {
    status: 404,
    zh: '“{asked}”对应 {found} 人。请写准确姓名；重名时写人员编号。',
    en: '“{asked}” fits {found} people. Give the exact name, or the personal id where names repeat.',
  },
  'cli.whichAccount': {
    status: 404,
    zh: '没有可用的账号“{username}”。请核对用户名。',
    en: 'There is no usable account “{username}”. Check the name.',
  },
  'cli.notSnapshot': {
    status: 422,
    zh: '{path} 不是导出的冻结结果。请从“考核期”页导出后再验证。',
    en: '{path} is no exported frozen ranking. Export it under Periods, then verify it.',
  },
  'cli.snapshotNobody': {
    status: 422,
    zh: '{path} 中没有“{person}”。请核对姓名、考核期和同岗组。',
    en: 'There is no “{person}” in {path}. Check the name, the period and the group.',
  },
  'cli.snapshotDiffers': {
    status: 422,
    zh: '{period} {group} 有 {count} 处不一致：文件不是当时冻结的内容，或被改动过。逐处列在下面。',
    en: '{period} {group}: {count} thing(s) differ; the file is not what was frozen, or was altered. Each is listed.',
  },
});
