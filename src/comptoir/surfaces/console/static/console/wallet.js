// The wallet: a code that is taken for a customer goes into the answer, where it is sent like any other word.

import { ask } from "./ask.js";
import { openConversation } from "./panes.js";

const dialog = document.getElementById("dialog");

export function startWallet() {
  dialog?.addEventListener("click", ({ target }) => {
    const taking = target.closest("[data-take]");
    const back = target.closest("[data-put-back]");
    if (taking) take(taking);
    if (back) putBack(back);
  });
}

async function take(button) {
  const asked = dialog.querySelector('[name="asked"]:checked');
  await tried(button, async () => {
    const form = new FormData();
    if (asked) form.set("asked", asked.value);
    const { words } = await ask(button.dataset.take, { form });
    dialog.close();
    openConversation()?.insert(words);
  });
}

async function putBack(button) {
  await tried(button, async () => {
    const form = new FormData();
    form.set("shop", button.dataset.shop);
    await ask(button.dataset.putBack, { form });
    dialog.close();
  });
}

async function tried(button, act) {
  button.disabled = true;
  try {
    await act();
  } catch (refused) {
    button.disabled = false;
    dialog.querySelector(".refused").textContent = refused.message;
  }
}
