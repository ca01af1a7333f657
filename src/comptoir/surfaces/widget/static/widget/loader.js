// The script tag's target: draws the chat's button once the page is idle, and fetches the rest only when it is needed.
//
//   <script async src="https://desk.example/widget/loader.js" data-shop="maison-perle" data-language="fr"></script>
//   Comptoir.open(), Comptoir.close(), Comptoir.identify(signed), Comptoir.forget()
//   (window.Comptoir ||= []).push(["identify", signed])     also works before this file has come
(() => {
  const tag = document.currentScript ?? document.querySelector("script[data-shop][src*='/widget/loader.js']");
  if (!tag?.dataset.shop || customElements.get("comptoir-chat")) return;

  const shop = tag.dataset.shop;
  const language = tag.dataset.language || document.documentElement.lang || navigator.language;
  const MINUTE = 60_000;
  const place = `comptoir:${shop}`;
  const address = (path) => new URL(path, tag.src);

  class Chat extends HTMLElement {
    #root = this.attachShadow({ mode: "closed" });
    #settings;
    #door;
    #bubble;
    #widget;
    #lookedAt = -MINUTE;
    #identity = tag.dataset.identity ?? "";

    async start() {
      const answer = await fetch(address(`${shop}/settings.json?language=${encodeURIComponent(language)}`), { credentials: "omit" });
      if (!answer.ok) throw new Error(`Comptoir: ${(await answer.json()).message}`);
      this.#settings = await answer.json();
      this.#draw();
      this.#resume();
      this.#lookForAnswers();
      addEventListener("storage", (event) => event.key === place && this.#resume());
      document.addEventListener("visibilitychange", () => document.hidden || this.#lookForAnswers());
      if (this.#settings.pages.some((page) => page.invite_after)) this.#awaitInvitation();
    }

    async open() {
      this.#hush();
      this.#door.setAttribute("aria-busy", "true");
      try {
        (await this.#load()).open();
      } catch (trouble) {
        this.#apologise(trouble);
      }
      this.#door.removeAttribute("aria-busy");
    }

    async close() {
      (await this.#widget)?.close();
    }

    identify(signed) {
      this.#identity = String(signed ?? "");
    }

    async forget() {
      (await this.#widget)?.forget();
      for (const storage of [localStorage, sessionStorage]) {
        for (const key of Object.keys(storage)) if (key === place || key.startsWith(`${place}:`)) storage.removeItem(key);
      }
    }

    #load() {
      this.#widget ??= this.#module("widget").then(
        ({ Widget }) =>
          new Widget({
            root: this.#root,
            base: address(".").href,
            settings: this.#settings,
            identity: () => this.#identity,
            moved: (isOpen) => this.#turn(isOpen),
            unread: (count) => this.#count(count),
          }),
      );
      return this.#widget.catch((trouble) => {
        this.#widget = null;
        throw trouble;
      });
    }

    #module(name) {
      return import(address(this.#settings.modules[name]));
    }

    /** Where a conversation of this browser still lives, be there for it without waiting to be opened. */
    #resume() {
      const { live, awaited } = kept("localStorage");
      if (kept("sessionStorage").isOpen && innerWidth > 480) this.open();
      else if (live && !this.#widget) this.#load().catch(console.warn);
      else if (!this.#widget) this.#count(sum(awaited));
    }

    /** Messages left earlier are answered while no socket stands here: asked for with the page, and when it is seen again. */
    async #lookForAnswers() {
      const { token, awaited } = kept("localStorage");
      if (!awaited || performance.now() - this.#lookedAt < MINUTE) return;
      this.#lookedAt = performance.now();
      try {
        const headers = { Authorization: `Bearer ${token}` };
        const { conversations } = await (await fetch(address(`${shop}/conversations`), { credentials: "omit", headers })).json();
        const still = conversations.filter(({ id, status, unread }) => id in awaited && (unread || status !== "closed"));
        const counts = still.length ? Object.fromEntries(still.map(({ id, unread }) => [id, unread])) : undefined;
        localStorage[place] = JSON.stringify({ ...kept("localStorage"), awaited: counts });
        this.#widget ? (await this.#widget).recount() : this.#count(sum(counts));
      } catch {
        // The desk or the storage cannot be reached: the next page asks again.
      }
    }

    #draw() {
      const { side, language, colour, texts, button } = this.#settings;
      this.dataset.side = side;
      this.lang = language;
      this.#root.adoptedStyleSheets = [sheet(shades(colour)), sheet(STYLE)];
      this.#door = make("button", { className: "door", onclick: () => (this.#isOpen ? this.close() : this.open()) });
      this.#door.setAttribute("aria-expanded", "false");
      this.#door.append(icon(BUBBLE), make("span", { textContent: button || texts.button }));
      this.#root.append(this.#door);
    }

    get #isOpen() {
      return this.hasAttribute("data-open");
    }

    #turn(isOpen) {
      this.#door.setAttribute("aria-expanded", String(isOpen));
      this.toggleAttribute("data-open", isOpen);
      if (!isOpen) this.#door.focus({ preventScroll: true });
    }

    #count(count) {
      const { button, texts } = this.#settings;
      this.#door.dataset.unread = count || "";
      const forms = texts.unread;
      const form = forms[new Intl.PluralRules(this.lang).select(count)] ?? forms.other;
      const words = `${button || texts.button}. ${form.replace("%(count)s", count)}`;
      count ? this.#door.setAttribute("aria-label", words) : this.#door.removeAttribute("aria-label");
    }

    #apologise(trouble) {
      console.warn(trouble);
      const { texts, contact_page } = this.#settings;
      this.#say(texts.not_reachable, contact_page && make("a", { href: contact_page, textContent: texts.contact_page }));
    }

    async #awaitInvitation() {
      const { awaitInvitation } = await this.#module("invitation");
      const { texts, invitation } = this.#settings;
      const accept = make("button", { textContent: texts.accept_invitation, onclick: () => this.open() });
      const show = () => this.#isOpen || this.#say(invitation || texts.invitation, accept);
      awaitInvitation({ settings: this.#settings, place, availability: address(`${shop}/availability.json`), show });
    }

    /** Words beside the button, with something to do, that can be sent away. */
    #say(words, action) {
      this.#hush();
      const leave = () => (this.#hush(), this.#door.focus());
      const away = make("button", { className: "away", onclick: leave });
      away.setAttribute("aria-label", this.#settings.texts.dismiss);
      away.append(icon(CROSS));
      this.#bubble = make("div", { className: "bubble", role: "status", onkeydown: ({ key }) => key === "Escape" && leave() });
      this.#root.insertBefore(this.#bubble, this.#door);
      // What is put into a live region after it stands is read out.
      this.#bubble.append(make("p", { textContent: words }), action || "", away);
    }

    #hush() {
      this.#bubble?.remove();
    }
  }

  const make = (name, properties) => Object.assign(document.createElement(name), name === "button" && { type: name }, properties);
  const kept = (storage) => {
    try {
      return JSON.parse(window[storage][place]) ?? {};
    } catch {
      return {};
    }
  };
  const sum = (counts) => Object.values(counts ?? {}).reduce((one, other) => one + other, 0);

  // The shop's colour, with words that can be read on it, and a shade of it that can be read on our paper.
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const contrast = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
  const readable = (rgb, paper, ink) => {
    for (let part = 0; part < 1; part += 0.05) {
      const mixed = rgb.map((value, i) => Math.round(value + (ink[i] - value) * part));
      if (contrast(mixed, paper) >= 4.6) return mixed;
    }
    return ink;
  };
  const WHITE = [255, 255, 255];
  const BLACK = [0, 0, 0];
  const NIGHT = [28, 31, 37];
  const shades = (hex) => {
    const rgb = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const on = contrast(rgb, BLACK) > 7 ? BLACK : WHITE;
    const accent = on === WHITE ? readable(rgb, WHITE, BLACK) : rgb;
    return `:host{--accent:rgb(${accent});--on-accent:rgb(${on});--accent-ink:rgb(${readable(rgb, WHITE, BLACK)})}
@media(prefers-color-scheme:dark){:host{--accent-ink:rgb(${readable(rgb, NIGHT, WHITE)})}}`;
  };

  const sheet = (css) => {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  };
  const icon = (path) => {
    const [svg, line] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };
  const BUBBLE = "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z";
  const CROSS = "M6 6l12 12M18 6L6 18";
  const STYLE = `
:host{all:initial;position:fixed;z-index:2147483000;inset-block-end:max(20px,env(safe-area-inset-bottom));inset-inline-end:20px;
  font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1F2328;display:flex;flex-direction:column;align-items:flex-end;gap:12px}
:host([data-side=left]){inset-inline:20px auto;align-items:flex-start}
*{box-sizing:border-box}
svg{width:1.4em;height:1.4em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;flex:none}
button{font:inherit;cursor:pointer;border:0}
:focus-visible{outline:3px solid var(--accent-ink);outline-offset:2px}
.door{position:relative;display:flex;align-items:center;gap:10px;min-height:56px;padding:0 22px 0 18px;border-radius:28px;font-weight:600;
  background:var(--accent);color:var(--on-accent);box-shadow:0 0 0 2px #fff,0 6px 24px rgb(0 0 0/.22)}
.door[aria-busy]{opacity:.75;cursor:progress}
.door[data-unread]:not([data-unread=""])::after{content:attr(data-unread);position:absolute;inset:-6px -4px auto auto;
  min-width:24px;padding:0 6px;border-radius:12px;background:#B3382C;color:#fff;font-size:13px;line-height:24px}
.bubble{position:relative;max-width:min(300px,calc(100vw - 40px));padding:16px 44px 16px 18px;border-radius:10px;background:#fff;
  border:1px solid #E7E3DA;box-shadow:0 8px 30px rgb(0 0 0/.18)}
.bubble p{margin:0 0 10px}
.bubble>a,p+button{display:inline-block;padding:9px 16px;border-radius:10px;background:var(--accent);color:var(--on-accent);font-weight:600;
  text-decoration:none}
.away{position:absolute;inset:6px 6px auto auto;width:36px;height:36px;padding:6px;background:none;color:inherit}
@media(prefers-color-scheme:dark){:host{color:#ECE9E2}.bubble{background:#1C1F25;border-color:#2C3038}
  .door{box-shadow:0 0 0 2px #1C1F25,0 6px 24px rgb(0 0 0/.5)}}
@media(max-width:480px){:host([data-open]) .door{display:none}}
@media(prefers-reduced-motion:no-preference){.bubble{animation:rise .16s ease-out}
  @keyframes rise{from{opacity:0;transform:translateY(8px)}}}
@media print{:host{display:none}}`;

  customElements.define("comptoir-chat", Chat);
  const chat = document.createElement("comptoir-chat");
  const names = ["open", "close", "identify", "forget"];
  const calls = [];
  let isReady = false;
  const push = (...many) => {
    calls.push(...many);
    while (isReady && calls.length) {
      const [name, ...words] = [calls.shift()].flat();
      if (names.includes(name)) chat[name](...words);
    }
  };
  if (Array.isArray(window.Comptoir)) push(...window.Comptoir);
  window.Comptoir = { push, ...Object.fromEntries(names.map((name) => [name, (...words) => push([name, ...words])])) };

  const begin = async () => {
    document.body.append(chat);
    try {
      await chat.start();
      isReady = true;
      push();
    } catch (trouble) {
      chat.remove();
      console.warn(trouble);
    }
  };
  const whenIdle = () => (window.requestIdleCallback ? requestIdleCallback(begin, { timeout: 3000 }) : setTimeout(begin, 200));
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
})();
