// Menus close when something in them was chosen, when one looks elsewhere, and by Escape.

export function startMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      const isChosen = event.target.closest(".menu-list button");
      if (menu.contains(event.target) && !isChosen) continue;
      // What is chosen goes out of sight: a dialog gives the focus back to where one sees it.
      if (isChosen && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
