// Whether somebody is writing there: then letters are letters, and no act is done by them.

const FIELDS = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

export function isWriting(target = document.activeElement) {
  return target?.matches?.(FIELDS) ?? false;
}
