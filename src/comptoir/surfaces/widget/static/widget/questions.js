// The charter's questions before a chat, as fields, and their answers.

import { el, field } from "./elements.js";

const KINDS = { email: { type: "email", autocomplete: "email" }, text: { type: "text", maxlength: 500 } };

export class Questions {
  #questions;
  #inputs = new Map();

  constructor(questions, words, kept = {}) {
    this.#questions = questions;
    this.fields = questions.map((question) => {
      const input = this.#input(question, words);
      input.value = kept[question.key] ?? "";
      this.#inputs.set(question.key, input);
      return field(question.label, input);
    });
  }

  /** What was answered, by the questions' keys; those left empty are left out. */
  get answers() {
    const pairs = [...this.#inputs].map(([key, input]) => [key, input.value.trim()]);
    return Object.fromEntries(pairs.filter(([, answer]) => answer));
  }

  /** The address given to the first question that asks for one. */
  get email() {
    const question = this.#questions.find(({ kind }) => kind === "email");
    return (question && this.answers[question.key]) || "";
  }

  #input({ key, kind, required, choices }, words) {
    const name = `question-${key}`;
    if (kind !== "choice") return el("input", { name, required, ...KINDS[kind] });
    const options = choices.map((choice) => el("option", { value: choice }, choice));
    return el("select", { name, required }, el("option", { value: "" }, words.say("please_choose")), options);
  }
}
