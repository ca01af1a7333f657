// Passkeys: the desk says what to sign or to make, the browser asks its owner, the desk looks at what comes back.
//
//   <form data-passkey="sign-in" data-ask="…" data-answer="…">   "new" makes one; every other purpose uses one

const knows = Boolean(globalThis.PublicKeyCredential && navigator.credentials);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !knows;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
}
if (knows) document.querySelector("[data-passkey] [data-first]")?.focus();
for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = knows;

async function run(form) {
  const button = form.querySelector("button");
  tell(form, "");
  button.disabled = true;
  try {
    const isNew = form.dataset.passkey === "new";
    const asked = await send(form, form.dataset.ask, isNew ? { may_sign_in: form.elements.may_sign_in.checked } : {});
    const credential = isNew ? await make(asked.publicKey) : await use(asked.publicKey);
    const said = isNew ? { credential, name: form.elements.name.value } : { credential, next: form.elements.next.value };
    location.assign((await send(form, form.dataset.answer, said)).goTo);
  } catch (error) {
    tell(form, error instanceof DOMException ? form.dataset.brokenOff : error.message);
    button.disabled = false;
    button.focus();
  }
}

async function make(options) {
  options.challenge = bytes(options.challenge);
  options.user.id = bytes(options.user.id);
  for (const known of options.excludeCredentials ?? []) known.id = bytes(known.id);
  const made = await navigator.credentials.create({ publicKey: options });
  const { clientDataJSON, attestationObject } = made.response;
  return {
    ...named(made),
    response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) },
    clientExtensionResults: { credProps: made.getClientExtensionResults().credProps ?? {} },
  };
}

async function use(options) {
  options.challenge = bytes(options.challenge);
  for (const known of options.allowCredentials ?? []) known.id = bytes(known.id);
  const used = await navigator.credentials.get({ publicKey: options });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  const response = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
  if (userHandle?.byteLength) response.userHandle = text(userHandle);
  return { ...named(used), response, clientExtensionResults: {} };
}

function named(credential) {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type };
}

async function send(form, url, said) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-Requested-With": "fetch" };
  headers["X-CSRFToken"] = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(url, { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(said) }).catch(() => null);
  if (!answer) throw new Error(form.dataset.outOfReach);
  if (answer.status === 204) return { goTo: answer.headers.get("X-Go-To") };
  const told = await answer.json().catch(() => ({ message: form.dataset.outOfReach }));
  if (told.code === "proof_needed" && form.dataset.confirm) location.assign(form.dataset.confirm);
  if (!answer.ok) throw new Error(told.message);
  return told;
}

function tell(form, words) {
  const place = form.querySelector("[role=alert]");
  place.textContent = words;
  place.hidden = !words;
}

function bytes(words) {
  const plain = atob(words.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
