// The form, and the answers that the worker gives. Nothing is kept, and nothing is sent.

const here = new URL(".", import.meta.url);
const element = (id) => document.getElementById(id);
const question = element("question");
const status = element("status");
const section = element("answer");
const LOADING = status.textContent;

// A worker made of a blob is under the policy of this page; one that is fetched would not be.
const opening = `import ${JSON.stringify(new URL("worker.js", here).href)};`;
const source = URL.createObjectURL(new Blob([opening], { type: "text/javascript" }));
const worker = new Worker(source, { type: "module" });
const waiting = new Map();
let asked = 0;
let turn = 0; // of what is typed: an answer to anything else is not shown
let answered = null;

worker.onmessage = ({ data: { id, failure, reply } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (failure) reject(new Error(failure));
  else resolve(JSON.parse(reply));
};
worker.onerror = ({ message }) => fail(new Error(message));

function ask(call, fields = {}) {
  asked += 1;
  const id = asked;
  worker.postMessage({ id, call, fields: JSON.stringify(fields) });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function fail(error) {
  say("");
  show(element("other-error"), error.message);
}

function show(line, text) {
  line.textContent = text;
  line.hidden = !text;
}

// What is read out; the answer itself is seen below.
function say(text, { seen = true } = {}) {
  status.textContent = text;
  status.classList.toggle("unseen", !seen);
}

function typed() {
  const { place, due, form, released, zone, case_id } = question.elements;
  const fields = Object.entries({ place, due, form, released, zone, case_id });
  const events = [...element("events").querySelectorAll("input")];
  return {
    ...Object.fromEntries(fields.map(([name, { value }]) => [name, value.trim()])),
    events: Object.fromEntries(events.map(({ name, value }) => [name, value.trim()])),
  };
}

function forgetErrors() {
  for (const line of question.querySelectorAll(".error")) show(line, "");
  for (const field of question.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
}

function refuse({ field, error }) {
  const input = field && question.elements[field];
  say("");
  show(input ? element(`${field}-error`) : element("other-error"), error);
  if (input) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
}

function offer(needs) {
  const fields = element("events");
  const known = new Set([...fields.querySelectorAll("input")].map(({ name }) => name));
  for (const { id, summary } of needs.filter((need) => !known.has(need.id))) {
    const row = document.createElement("div");
    const label = Object.assign(document.createElement("label"), { textContent: summary });
    const input = Object.assign(document.createElement("input"), { id, name: id, spellcheck: false });
    const line = Object.assign(document.createElement("p"), { id: `${id}-error`, hidden: true });
    row.className = "field";
    line.className = "error";
    label.htmlFor = id;
    input.setAttribute("aria-describedby", line.id);
    row.append(label, input, line);
    fields.append(row);
  }
  fields.hidden = !fields.querySelector("input");
}

question.addEventListener("input", () => {
  turn += 1;
  section.hidden = true;
  if (status.textContent !== LOADING) say("");
});

question.elements.place.addEventListener("change", () => {
  for (const row of element("events").querySelectorAll(".field")) row.remove();
  element("events").hidden = true;
});

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function present(answer) {
  const memo = parsed(answer.memo).querySelector("main");
  // Drawn as blocks on a phone, a table is still read out as one.
  for (const [tag, role] of Object.entries({ table: "table", tr: "row", th: "columnheader", td: "cell" })) {
    for (const part of memo.querySelectorAll(tag)) part.setAttribute("role", role);
  }
  const told = memo.querySelector(".answer");
  const audits = Object.assign(document.createElement("div"), { innerHTML: answer.audits });
  const first = [...memo.children].find((part) => part.contains(told));
  first.querySelector("h2").id = "answer-title";
  element("memo").replaceChildren(first, audits, ...[...memo.children].filter((part) => part !== first));
  element("law").innerHTML = answer.law;
  element("why").innerHTML = answer.why;
  element("save-calendar").hidden = !answer.has_deadline;
  section.hidden = false;
  say(`${told.innerText} ${audits.innerText}`, { seen: false });
  section.focus();
  offer(answer.needs);
}

question.addEventListener("submit", async (event) => {
  event.preventDefault();
  forgetErrors();
  section.hidden = true;
  say("Working");
  const fields = typed();
  turn += 1;
  const ours = turn;
  try {
    const answer = await ask("answer", fields);
    if (ours !== turn) return;
    if (answer.error) return refuse(answer);
    answered = { fields, memo: answer.memo };
    present(answer);
  } catch (error) {
    fail(error);
  }
});

function save(name, type, contents) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contents], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

element("save-memo").addEventListener("click", () => save("memo.html", "text/html", answered.memo));

element("save-calendar").addEventListener("click", async () => {
  try {
    const { calendar, ...refused } = await ask("calendar", answered.fields);
    if (refused.error) refuse(refused);
    else save("hold.ics", "text/calendar", calendar);
  } catch (error) {
    fail(error);
  }
});

element("print").addEventListener("click", () => {
  const sheet = document.createElement("iframe");
  sheet.title = "Memo";
  sheet.setAttribute("aria-hidden", "true");
  sheet.tabIndex = -1;
  sheet.srcdoc = answered.memo;
  sheet.addEventListener("load", () => {
    sheet.contentWindow.addEventListener("afterprint", () => sheet.remove());
    sheet.contentWindow.print();
  });
  document.body.append(sheet);
});

async function begin() {
  try {
    const { forms, made_with } = await ask("page");
    for (const { name, title } of forms) {
      question.elements.form.append(new Option(`${name}, ${title}`, name));
    }
    element("made-with").append(
      ...made_with.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
    );
    if (status.textContent === LOADING) say("Ready");
  } catch (error) {
    fail(error);
  }
}

begin();
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("service-worker.js").catch(() => {
    // Without it the page works, but not after a reload without a network.
  });
}
