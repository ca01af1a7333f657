// Making elements: words only ever become text, never markup.

const PROPERTIES = new Set(["className", "textContent", "htmlFor", "value", "checked", "disabled", "hidden", "tabIndex"]);
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 20V5M6 11l6-6 6 6",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.6 1.6 0 0 1-2.3-2.3L14.6 7",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  stored: "M5 12l4.5 4.5L19 7",
  read: "M2 12l4.5 4.5L16 7M11.5 15.5l1 1L22 7",
  alert: "M12 8v5M12 16.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z",
};

/** `el("button", { className: "send", onclick, "aria-label": "Send" }, icon("send"))`; children that are empty are left out. */
export function el(name, given = {}, ...children) {
  const element = document.createElement(name);
  if (name === "button") element.type = "button";
  for (const [key, value] of Object.entries(given)) {
    if (value == null || value === false) continue;
    if (key.startsWith("on") || PROPERTIES.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}

/** A style sheet that needs no style element, so that it stands under any Content-Security-Policy. */
export function sheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

let labels = 0;

/** A label and its field, with a line for what is wrong with it. */
export function field(label, input, { hint = "" } = {}) {
  input.id = `field-${++labels}`;
  const mark = input.required ? el("span", { className: "required", "aria-hidden": "true" }, " *") : "";
  return el("p", { className: "field" }, el("label", { htmlFor: input.id }, label, mark), input, hint && el("small", {}, hint));
}
