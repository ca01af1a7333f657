// Which of the charter's page rules holds here: the first that matches. The counterpart of `domain/charter/page_patterns.py`.

/** The rule of `pages` for a path of the shop's site, or an empty one. */
export function ruleFor(pages, path) {
  const here = plain(path);
  return pages.find(({ path: pattern }) => matches(here, pattern) || (pattern.endsWith("/*") && matches(`${here}/`, pattern))) ?? {};
}

function plain(path) {
  const steps = [];
  for (const step of decoded(path).replaceAll("\\", "/").split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return folded((path.startsWith("/") ? "/" : "") + steps.join("/"));
}

/** `*` stands for anything; the pieces between are looked for from the left, so that no path takes long. */
function matches(path, pattern) {
  const [first, ...rest] = plain(pattern).split("*");
  if (!rest.length) return path === first;
  const last = rest.pop();
  if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length) return false;
  let start = first.length;
  const end = path.length - last.length;
  return rest.every((piece) => {
    const found = path.indexOf(piece, start);
    start = found + piece.length;
    return found >= 0 && start <= end;
  });
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
