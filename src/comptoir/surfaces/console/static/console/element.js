// Making elements: text is always text, never markup.
//
//   element("p.quiet.small", { title: "…", hidden: true, onclick: hear }, "words", otherElement)

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "circle", "path", "use"]);

export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = SHAPES.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  if (classes.length) made.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes)) set(made, key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A drawing from the page's own sheet of glyphs. */
export function glyph(name) {
  return element("svg.glyph", { "aria-hidden": "true" }, element("use", { href: `#glyph-${name}` }));
}

/** A face: the picture where there is one, else the initials. */
export function face(person, size = "") {
  const name = size ? `span.face.${size}` : "span.face";
  const marks = { "data-audience": audienceOf(person), "aria-hidden": "true" };
  if (person?.picture) return element(name.replace("span", "img"), { ...marks, src: person.picture, alt: "" });
  return element(name, marks, initials(person?.name ?? ""));
}

/** The colour a person wears: those who watch over the desk wear theirs, others their audience's. */
export function audienceOf(person) {
  const watches = ["referent", "community_manager", "manager", "administrator"].includes(person?.role);
  return watches ? "referent" : (person?.audience ?? "");
}

export function initials(name) {
  const words = name.trim().split(/\s+/u);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("").toUpperCase();
}

function set(made, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
  else made.setAttribute(key, value === true ? "" : value);
}
