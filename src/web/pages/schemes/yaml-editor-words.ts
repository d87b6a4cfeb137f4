/** A fault shown at its place in the text. */
export interface Mark {
  from: number;
  to: number;
  message: string;
}

/** The editor's own words in Chinese. */
export const PHRASES: Record<string, string> = {
  Find: '查找', Replace: '替换', next: '下一个', previous: '上一个', all: '全部', 'match case': '区分大小写', 'by word': '整词', regexp: '正则', replace: '替换', 'replace all': '全部替换', close: '关闭',
  'current match': '当前匹配', 'replaced $ matches': '已替换 $ 处', 'replaced match on line $': '已替换第 $ 行', 'on line': '在行', Completions: '补全', Diagnostics: '需要修改之处', 'No diagnostics': '没有需要修改之处',
  'Folded lines': '已折叠的行', 'Unfolded lines': '已展开的行', unfold: '展开', 'folded code': '已折叠', 'Fold line': '折叠', 'Unfold line': '展开', 'Go to line': '跳到行', go: '去', 'Control character': '控制字符',
};
