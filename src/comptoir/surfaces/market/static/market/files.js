// Pictures of a form: looked at before they are sent, shown with their sizes, and sent with a bar that tells how far they are.
// Without this script the form works as any form does.

const form = document.querySelector("form[data-uploads]");
if (form) watch(form);
document.querySelector("#refused")?.focus();

function watch(form) {
  const limits = JSON.parse(form.dataset.uploads);
  const input = form.querySelector("input[type=file]");
  const refused = form.querySelector(".files-refused");
  const list = form.querySelector(".chosen");
  let chosen = [];

  input.addEventListener("change", () => {
    const [taken, why] = sorted([...chosen, ...input.files], limits, refused.dataset);
    chosen = taken;
    say(refused, why);
    show();
  });
  form.addEventListener("submit", (event) => {
    if (!chosen.length) return;
    event.preventDefault();
    send(form, chosen);
  });

  function show() {
    const held = new DataTransfer();
    for (const file of chosen) held.items.add(file);
    input.files = held.files;
    list.hidden = !chosen.length;
    list.replaceChildren(...chosen.map(row));
  }

  function row(file) {
    const item = document.createElement("li");
    if (file.type.startsWith("image/") && !/hei[cf]/.test(file.type)) {
      const picture = document.createElement("img");
      picture.alt = "";
      picture.src = URL.createObjectURL(file);
      picture.onload = () => URL.revokeObjectURL(picture.src);
      item.append(picture);
    }
    const name = document.createElement("span");
    name.textContent = `${file.name} · ${size(file.size)}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "×";
    button.setAttribute("aria-label", list.dataset.remove.replace("NAME", file.name));
    button.addEventListener("click", () => {
      chosen = chosen.filter((it) => it !== file);
      show();
      input.focus();
    });
    item.append(name, button);
    return item;
  }
}

function sorted(files, limits, words) {
  const seen = new Set();
  const kinds = limits.accepted.split(",");
  const taken = [];
  let why = "";
  for (const file of files) {
    const key = `${file.name} ${file.size} ${file.lastModified}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (file.size > limits.largest) why = words.tooLarge.replace("NAME", file.name);
    else if (file.type && !kinds.includes(file.type)) why = words.wrongKind.replace("NAME", file.name);
    else taken.push(file);
  }
  if (taken.length > limits.at_most) why = words.tooMany;
  let kept = taken.slice(0, limits.at_most);
  while (kept.reduce((sum, file) => sum + file.size, 0) > limits.together) {
    kept = kept.slice(0, -1);
    why = words.together;
  }
  return [kept, why];
}

function send(form, files) {
  const [bar, told] = [form.querySelector("progress"), form.querySelector(".part")];
  const place = form.querySelector(".progress");
  const button = form.querySelector("button:not([type=button])");
  const request = new XMLHttpRequest();
  place.hidden = false;
  button.disabled = true;
  request.upload.onprogress = (event) => {
    const part = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
    bar.value = part;
    told.textContent = `${part} %`;
  };
  request.onload = () => {
    if (request.status < 400 && request.responseURL) location.assign(request.responseURL);
    else instead(request.responseText);
  };
  request.onerror = () => {
    place.hidden = true;
    button.disabled = false;
    form.submit();
  };
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  const content = new FormData(form);
  content.delete("files");
  for (const file of files) content.append("files", file);
  request.send(content);
}

// The answer to a form that was not taken: the page with what is to be mended, in the place of this one.
function instead(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  const again = document.querySelector("form[data-uploads]");
  if (again) watch(again);
  const said = document.querySelector("[role=alert]");
  said?.scrollIntoView({ block: "center" });
  said?.focus?.();
}

function say(place, words) {
  place.textContent = words;
  place.hidden = !words;
}

function size(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} kB` : `${(kilobytes / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}
