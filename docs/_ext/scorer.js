// What one calls for one hold comes before its namesake for a column of them.
var Scorer = {
  score: ([docname, title, anchor, descr, score]) =>
    title.startsWith("detainerlib.bulk.") ? score - 1 : score,
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
