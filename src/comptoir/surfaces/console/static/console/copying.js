// A button beside a field takes its words along; where the browser does not let it, they stand chosen, for the hand to take.

const SAID_FOR = 2000;

export function startCopying() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copy]");
    if (button) take(button, document.getElementById(button.dataset.copy));
  });
}

async function take(button, field) {
  field.select();
  if (!(await isTaken(field.value))) return;
  const words = button.textContent;
  if (words === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  const told = button.closest(".field").querySelector('[role="status"]');
  told.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = words; told.textContent = ""; }, SAID_FOR);
}

/** The clipboard is there on a secure page only. */
async function isTaken(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
