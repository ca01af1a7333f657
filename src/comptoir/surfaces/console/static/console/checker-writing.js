// Changing a text for its writer: the change can be undone, and the caret stays beside the words it stood at.

/** Put `words` in the place of what stands from `start` to `end`. */
export function rewrite(text, start, end, words) {
  const by = words.length - (end - start);
  const caret = [text.selectionStart, text.selectionEnd].map((place) => (place >= end ? place + by : Math.min(place, start + words.length)));
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, end);
  const isDone = document.execCommand(words ? "insertText" : "delete", false, words);
  if (!isDone) {
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  }
  text.setSelectionRange(...caret);
}

/** Whether the key is this letter with Alt, on any keyboard: on some, Alt makes another sign of it. */
export function isAlt(event, letter) {
  if (!event.altKey || event.ctrlKey || event.metaKey) return false;
  const isPlain = /^[a-z]$/i.test(event.key);
  return isPlain ? event.key.toLowerCase() === letter : event.code === `Key${letter.toUpperCase()}`;
}

/** The number of the key pressed with Alt, from the row above the letters; 0 for none. */
export function altNumber(event) {
  const isAlone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return isAlone ? Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? 0) : 0;
}
