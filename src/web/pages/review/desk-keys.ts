export type DeskCommand =
  | { do: 'sentence'; by: 1 | -1; extend: boolean }
  | { do: 'edge'; edge: 'start' | 'end'; by: 1 | -1 }
  | { do: 'finding'; by: 1 | -1 }
  | { do: 'recent'; place: number }
  | { do: 'part'; tab: number }
  | { do: 'record' | 'search' | 'again' | 'finish' | 'save' | 'keys' | 'back' | 'doubt' };

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'>;

/** An input method is open: its keys are letters on their way to becoming Chinese, not commands. */
export function composing(event: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** `G` then a figure opens a part of the forms, as `G` then a letter opens a page elsewhere. */
export function partOf(event: KeyPress, afterG: boolean): DeskCommand | null {
  if (!afterG || composing(event) || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return null;
  return { do: 'part', tab: Number(event.key) };
}

/**
 * What a key means on the desk. Letters act only while the document has the focus; `Ctrl+Enter` and `Ctrl+S` everywhere.
 * @param inDocument focus is in the text, not in a field
 */
export function commandOf(event: KeyPress, inDocument: boolean): DeskCommand | null {
  if (composing(event) || event.altKey) return null;
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (control) {
    if (key === 'Enter') return { do: 'finish' };
    return key === 's' ? { do: 'save' } : null;
  }
  if (!inDocument) return null;
  if (/^[1-9]$/.test(key)) return { do: 'recent', place: Number(key) };
  switch (key) {
    case 'j':
    case 'k':
      return { do: 'sentence', by: key === 'j' ? 1 : -1, extend: event.shiftKey };
    case 'h':
    case 'l':
      return { do: 'edge', edge: event.shiftKey ? 'end' : 'start', by: key === 'l' ? 1 : -1 };
    case '[':
    case ']':
      return { do: 'finding', by: key === ']' ? 1 : -1 };
    case 'f':
      return { do: 'record' };
    case 'q':
      return { do: 'doubt' };
    case 'd':
      return { do: 'again' };
    case '/':
      return { do: 'search' };
    case '?':
      return { do: 'keys' };
    case 'Escape':
      return { do: 'back' };
    default:
      return null;
  }
}
