// form[data-passkey="create|get"] asks the browser for a passkey before it is sent. The options
// stand in a JSON script (data-passkey-options) or are fetched (data-passkey-from). Forms that
// need it stay hidden where the browser cannot.
const ready = new WeakSet();
const canDo = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

for (const form of document.querySelectorAll("form[data-passkey][hidden]")) form.hidden = !canDo;

async function optionsOf(form) {
  const source = document.getElementById(form.dataset.passkeyOptions);
  if (source) return JSON.parse(source.textContent).publicKey;
  const answer = await fetch(form.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

// A passkey, not only a second factor: kept in the device and opened by finger, face or PIN.
const KEPT = { residentKey: "required", requireResidentKey: true, userVerification: "required" };

async function credentialFor(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return navigator.credentials.get({ publicKey });
  }
  options.authenticatorSelection = { ...options.authenticatorSelection, ...KEPT };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return navigator.credentials.create({ publicKey });
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-passkey]") || ready.has(form)) return;
    event.preventDefault();
    event.stopPropagation();
    try {
      form.elements.credential.value = JSON.stringify((await credentialFor(form)).toJSON());
      ready.add(form);
      form.requestSubmit();
    } catch {
      const detail = { text: document.body.dataset.textError, level: "error" };
      document.body.dispatchEvent(new CustomEvent("ui:toast", { detail }));
    }
  },
  { capture: true },
);
