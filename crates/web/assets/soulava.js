// What script adds to pages that already work without it. One module, deferred, no library.

const lang = document.documentElement.lang || "en";
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector, from = document) => from.querySelector(selector);

// ---- Times in the reader's own day: <time data-ms="…"> --------------------------------------------------------
const words = JSON.parse(one('meta[name="soulava-words"]')?.content ?? "{}");

function tell(ms) {
  const at = new Date(ms), now = new Date();
  const midnight = (d) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(at)) / 864e5);
  if (days === 0) return `${words.today} ${at.toLocaleTimeString(lang, { hour: "numeric", minute: "2-digit" })}`;
  if (days === 1) return words.yesterday;
  if (days > 1 && days < 7) return at.toLocaleDateString(lang, { weekday: "long" });
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString(lang, { day: "numeric", month: "long", year });
}

function times(from = document) {
  for (const time of all("time[data-ms]", from)) {
    const ms = Number(time.dataset.ms);
    time.textContent = tell(ms);
    time.title = new Date(ms).toLocaleString(lang, { dateStyle: "full", timeStyle: "short" });
  }
}

// ---- Drafts: <form data-draft="name"> keeps its words on this device until it is sent ---------------------------
const draftKey = (form) => `soulava:draft:${form.dataset.draft}`;

function drafts(from = document) {
  for (const form of all("form[data-draft]", from)) {
    const fields = all("textarea, input[type=text]", form).filter((field) => field.name);
    try {
      const kept = JSON.parse(localStorage.getItem(draftKey(form)) ?? "{}");
      for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
    } catch { /* a broken draft is no draft */ }
    form.addEventListener("input", () => {
      const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]).filter(([, v]) => v));
      try { localStorage.setItem(draftKey(form), JSON.stringify(typed)); } catch { /* full or forbidden */ }
    });
    form.addEventListener("submit", () => sessionStorage.setItem("soulava:sent", draftKey(form)));
  }
  // The draft goes only when the next page is not the same form with an error.
  const sent = sessionStorage.getItem("soulava:sent");
  if (sent && from === document) {
    sessionStorage.removeItem("soulava:sent");
    if (!one(".errors")) localStorage.removeItem(sent);
  }
}

// ---- Characters left: <textarea data-count="id of the output"> --------------------------------------------------
function counts(from = document) {
  for (const field of all("[data-count]", from)) {
    const output = document.getElementById(field.dataset.count);
    const most = Number(field.dataset.most);
    if (!output || !most) continue;
    const show = () => {
      const left = most - [...field.value].length;
      output.textContent = left < most / 5 ? String(left) : "";
      output.classList.toggle("bad", left < 0);
    };
    field.addEventListener("input", show);
    show();
  }
}

// ---- Copy an address: <button data-copy="text"> ------------------------------------------------------------------
function copies(from = document) {
  for (const button of all("[data-copy]", from)) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const before = button.textContent;
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = before; }, 2000);
    });
  }
}

// ---- Dialogs: <a data-dialog href="/gifts/new?…"> opens the page's form over this one ---------------------------
function prepare(from = document) {
  times(from); drafts(from); counts(from); copies(from); dialogs(from); shares(from);
}

function dialogs(from = document) {
  for (const link of all("a[data-dialog]", from)) {
    link.addEventListener("click", async (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      try {
        const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
        if (!answer.ok) throw new Error(answer.status);
        const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
        const inner = one("[data-dialog-body]", page);
        if (!inner) throw new Error("no body");
        const dialog = document.createElement("dialog");
        const title = one("h1", inner);
        if (title) { title.id ||= "dialog-title"; dialog.setAttribute("aria-labelledby", title.id); }
        dialog.append(document.adoptNode(inner));
        document.body.append(dialog);
        for (const close of all("[data-close]", dialog)) {
          close.addEventListener("click", (e) => { e.preventDefault(); dialog.close(); });
        }
        dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
        prepare(dialog);
        dialog.showModal();
      } catch { location.href = link.href; }
    });
  }
}

// Our own pages only: the policy names what may be parsed into markup.
const policy = globalThis.trustedTypes?.createPolicy("soulava", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

// ---- "3 new": the stream says that something came, the reader decides when to look ------------------------------
function live() {
  const bar = one("[data-live]");
  if (!bar || !globalThis.EventSource) return;
  let count = 0;
  const source = new EventSource(bar.dataset.live);
  source.addEventListener("post", () => {
    count += 1;
    const link = one("a", bar);
    link.textContent = (count === 1 ? words.newOne : words.newMany).replace("%", count);
    bar.hidden = false;
  });
  source.addEventListener("waiting", (event) => {
    for (const number of all("[data-waiting]")) {
      number.textContent = event.data;
      number.closest("[data-waiting-link]")?.classList.toggle("none", event.data === "0");
    }
  });
  addEventListener("pagehide", () => source.close());
}

// ---- Share through the phone's own sheet, where there is one -----------------------------------------------------
function shares(from = document) {
  for (const button of all("[data-share]", from)) {
    if (!navigator.share) continue;
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ text: button.dataset.share }).catch(() => {}));
  }
}

// ---- Focus: an error summary first; sent forms are not sent twice by a second tap --------------------------------
one(".errors")?.focus();
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});

prepare();
live();
