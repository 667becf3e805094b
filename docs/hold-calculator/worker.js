// Python and the library, beside the page, so that it never stands still.

import { loadPyodide } from "./pyodide.mjs";

const here = new URL(".", import.meta.url);
const fetched = (name) => fetch(new URL(name, here)).then(checked);

function checked(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}

async function start() {
  const wheels = fetched("wheels.json")
    .then((response) => response.json())
    .then((names) => Promise.all(names.map((name) => fetched(name).then((wheel) => wheel.arrayBuffer()))));
  const code = fetched("answers.py").then((response) => response.text());
  const pyodide = await loadPyodide({ indexURL: here.href });
  for (const wheel of await wheels) pyodide.unpackArchive(wheel, "wheel");
  pyodide.FS.writeFile("answers.py", await code);
  return pyodide.pyimport("answers");
}

const answers = start();
answers.catch(() => {}); // told to whoever asks

self.onmessage = async ({ data: { id, call, fields } }) => {
  try {
    self.postMessage({ id, reply: (await answers)[call](fields) });
  } catch (error) {
    self.postMessage({ id, failure: error.message });
  }
};
