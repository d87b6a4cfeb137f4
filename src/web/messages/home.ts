const zh = {
  morning: '上午好，{name}。', afternoon: '下午好，{name}。', evening: '晚上好，{name}。', dueToday: '今天有 {n} 件事到期。', overdue: '有 {n} 件已逾期。', nothingToday: '今天没有到期的事。',
  todo: '待办', 'urgency.overdue': '已逾期', 'urgency.today': '今天', 'urgency.week': '本周', 'urgency.later': '以后', open: '去办理', noTodo: '没有待办。新的任务下达后会按到期日列在这里。', month: '我的{period}', median: '同岗中位 {n}', rank: '第{rank}名 / {size}人', seeScore: '看我的得分', noMonth: '本期尚未出分。', signals: '本院情况', arrivals: '新到', noSignals: '目前没有需要说明的情况。',
  'weekday.0': '星期日', 'weekday.1': '星期一', 'weekday.2': '星期二', 'weekday.3': '星期三', 'weekday.4': '星期四', 'weekday.5': '星期五', 'weekday.6': '星期六', date: '{y}年{m}月{d}日 {weekday}', see: '查看',
};
const en: Record<keyof typeof zh, string> = {
  morning: 'Good morning, {name}.', afternoon: 'Good afternoon, {name}.', evening: 'Good evening, {name}.', dueToday: '{n} thing(s) due today.', overdue: '{n} overdue.', nothingToday: 'Nothing is due today.',
  todo: 'To do', 'urgency.overdue': 'Overdue', 'urgency.today': 'Today', 'urgency.week': 'This week', 'urgency.later': 'Later', open: 'Open', noTodo: 'Nothing to do. New work will be listed here by due date.', month: 'My {period}', median: 'Peer median {n}', rank: 'Rank {rank} of {size}', seeScore: 'See my score', noMonth: 'No score yet for this period.', signals: 'In this court', arrivals: 'New', noSignals: 'Nothing needs explaining at present.',
  'weekday.0': 'Sunday', 'weekday.1': 'Monday', 'weekday.2': 'Tuesday', 'weekday.3': 'Wednesday', 'weekday.4': 'Thursday', 'weekday.5': 'Friday', 'weekday.6': 'Saturday', date: '{weekday}, {y}-{m}-{d}', see: 'See',
};
export const home = { zh, en };
