// The widget's words: the texts that the desk gave, with their facts filled in, and times and waits as people say them.

const MINUTE = 60;
const DAY = 86_400_000;
const WEEK = 7;
const REGIONS = { en: "en-GB", pt: "pt-PT" };

export class Words {
  #texts;
  #language;
  #numbers;

  constructor({ texts, language }) {
    this.#texts = texts;
    this.#language = REGIONS[language] ?? language;
    this.#numbers = new Intl.PluralRules(this.#language);
  }

  /** The text of that name; `%(name)s` stands for a fact. `count` chooses the form where there are several. */
  say(name, facts = {}) {
    const forms = this.#texts[name] ?? name;
    const text = forms.other ? (forms[this.#numbers.select(facts.count)] ?? forms.other) : forms;
    return text.replace(/%\((\w+)\)s/g, (_, key) => facts[key] ?? "");
  }

  /** "about 20 seconds": rounded so that it does not flicker. */
  wait(seconds) {
    if (seconds == null) return "";
    if (seconds < MINUTE) return this.#unit(Math.max(10, Math.ceil(seconds / 10) * 10), "second");
    return this.#unit(Math.ceil(seconds / MINUTE), "minute");
  }

  clock(at) {
    return this.#date(at, { hour: "2-digit", minute: "2-digit" });
  }

  /** "today at 08:00", "Monday at 08:00", "on 4 January at 08:00". */
  when(at) {
    const days = daysTo(at);
    const day = this.#day(at, days);
    return this.say("day_at_time", { day: days < WEEK ? day : this.say("on_day", { day }), time: this.clock(at) });
  }

  /** A day as a heading in the thread. */
  day(at) {
    return this.#day(at, daysTo(at));
  }

  moment(at) {
    return this.#date(at, { dateStyle: "full", timeStyle: "short" });
  }

  size(bytes) {
    if (bytes < 1_000_000) return this.#unit(Math.max(1, Math.round(bytes / 1000)), "kilobyte", "short");
    return this.#unit(Math.round(bytes / 100_000) / 10, "megabyte", "short");
  }

  #day(at, days) {
    if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(this.#language, { numeric: "auto" }).format(days, "day");
    if (Math.abs(days) < WEEK) return this.#date(at, { weekday: "long" });
    const day = this.#date(at, { day: "numeric", month: "long" });
    // French counts the first day of a month, which browsers do not know.
    return this.#language === "fr" ? day.replace(/^1 /, "1er ") : day;
  }

  #unit(count, unit, unitDisplay = "long") {
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, unitDisplay }).format(count);
  }

  #date(at, options) {
    return new Intl.DateTimeFormat(this.#language, options).format(new Date(at));
  }
}

function daysTo(at) {
  return Math.round((midnight(at) - midnight(Date.now())) / DAY);
}

function midnight(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}
