// Recovery codes are shown once: here they are kept, as a file or on paper.

const list = document.querySelector("[data-codes]");
const keep = document.querySelector("[data-keep]");
if (list && keep) {
  keep.hidden = false;
  keep.querySelector("[data-download]").addEventListener("click", ({ currentTarget }) => download(currentTarget.dataset));
  keep.querySelector("[data-print]").addEventListener("click", () => print());
}

/** The file says, as the paper does, where the codes open, for whom, and since when. */
function download({ name, for: whose }) {
  const lines = [whose, "", ...[...list.children].map((line) => line.textContent.trim()), ""];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
