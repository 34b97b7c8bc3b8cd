"""All lines of labelled documents as one table: their own columns, their parts, the leans of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from corpus import Gold, fold, made_up, site

from qa.analysis.layout import alphabet, lexicon_batch, lines_batch, rows_batch, tokens_batch
from qa.analysis.layout import alphabet_batch as sign
from qa.analysis.layout.columns import Columns
from qa.analysis.layout.ints_batch import NUMPY
from qa.analysis.layout.lines import LEAN_TOKENS, LEANS
from qa.analysis.layout.vocabulary import WEIGHTS, Vocabulary, build

_PORTION = 400
_KNOWN_SITES = 8
_SUPPORT_TAIL, _SUPPORT_BODY = 6, 25
_LONGEST_WORD = 30
HEAD, BODY, TAIL = 0, 1, 2


def terms(golds: Sequence[Gold]) -> list[str]:
    """The words that at least eight sites use: the vocabulary, whatever they lean to."""
    sites: dict[str, set[str]] = defaultdict(set)
    for gold in golds:
        if not made_up(gold):
            low = alphabet.lowered(alphabet.within_plane(gold["text"]))
            for word in {alphabet.normal(low[start:end]) for start, end in alphabet.token_spans(low)}:
                sites[word].add(site(gold))
    return sorted(w for w, where in sites.items() if len(where) >= _KNOWN_SITES and len(w) < _LONGEST_WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Occurrences of words in lines (or of opening pairs): which, and in which line; how many kinds there
    are.
    """

    which: Any
    line: Any
    kinds: int


class Table:
    """The lines of documents in a row, with one for the end after those of each."""

    def __init__(self, golds: Sequence[Gold], known: Sequence[str]) -> None:
        self.golds, self.learned = golds, known
        self.vocabulary: Vocabulary = build(
            {"terms": dict.fromkeys(known, (0, 0)), "pairs": {}, "weights": {"terms": {}, "pairs": {}}}
        )
        self._scan(lexicon_batch.build(self.vocabulary))
        names = sorted({site(gold) for gold in golds})
        number = {name: place for place, name in enumerate(names)}
        self.site = np.array([number[site(gold)] for gold in golds])
        self.fold = np.array([fold(site(gold)) for gold in golds])
        self.made_up = np.array([made_up(gold) for gold in golds])
        self.variant = np.array([gold["variant"] for gold in golds])
        ends = {
            key: np.array([gold[key] for gold in golds])[self.doc]
            for key in (
                "gold_head_end",
                "gold_tail_start",
                "gold_tail_start_strict",
                "gold_tail_start_lenient",
            )
        }
        strict, lenient = ends["gold_tail_start_strict"], ends["gold_tail_start_lenient"]
        tail = self.start >= ends["gold_tail_start"]
        self.part = np.where(self.start < ends["gold_head_end"], HEAD, np.where(tail, TAIL, BODY))
        self.grey = (self.start >= strict) & (self.start < lenient)
        self.before_strict, self.before_lenient = self.start < strict, self.start < lenient

    def _scan(self, lexicon: lexicon_batch.Lexicon) -> None:
        parts: dict[str, list[Any]] = defaultdict(list)
        base, doc_base = 0, 0
        for begin in range(0, len(self.golds), _PORTION):
            texts = [gold["text"] for gold in self.golds[begin : begin + _PORTION]]
            lines = rows_batch.lines_of(texts)
            tokens = tokens_batch.tokens_of(lines, sign.tables().bits[lines.codes], lexicon)
            place = np.arange(len(lines.text)) + lines.text
            stop = np.searchsorted(lines.text, np.arange(len(texts)), "right") + np.arange(len(texts))
            size = len(place) + len(texts)
            for name, values in {**lines_batch.scan(lines, lexicon), "start": lines.start}.items():
                column = np.zeros(size, np.int32)
                column[place] = values
                parts[name].append(column)
            parts["start"][-1][stop] = [len(text) for text in texts]
            number = np.empty(size, np.int32)
            number[place], number[stop] = lines.text, np.arange(len(texts))
            parts["doc"].append(number + doc_base)
            near = np.arange(len(tokens.word)) - tokens.begin[tokens.line] < LEAN_TOKENS
            parts["word"].append(tokens.word[near].astype(np.int32))
            parts["line"].append((place[tokens.line[near]] + base).astype(np.int32))
            base, doc_base = base + size, doc_base + len(texts)
        joined = {name: np.concatenate(values) for name, values in parts.items()}
        self.doc, self.start = joined.pop("doc"), joined.pop("start")
        self._word, self._line = joined.pop("word"), joined.pop("line")
        self.own = {name: values for name, values in joined.items() if name not in (*LEANS, *WEIGHTS)}
        edges = np.searchsorted(self.doc, np.arange(len(self.golds) + 1))
        self.first, self.stop = edges[:-1], edges[1:] - 1
        self.size = len(self.doc)
        self.real = np.ones(self.size, bool)
        self.real[self.stop] = False

    def words(self) -> Words:
        """Known words among the first of each line."""
        known = self._word > 0
        return Words(which=self._word[known], line=self._line[known], kinds=len(self.vocabulary.classes))

    def pairs(self) -> tuple[Words, Any]:
        """The pairs of known words that open lines, and their keys."""
        word, line = self._word.astype(np.int64), self._line
        opens = np.flatnonzero(np.concatenate([[True], line[1:] != line[:-1]]))
        opens = opens[opens + 1 < len(line)]
        opens = opens[(line[opens + 1] == line[opens]) & (word[opens] > 0) & (word[opens + 1] > 0)]
        keys, which = np.unique(word[opens] << 20 | word[opens + 1], return_inverse=True)
        return Words(which=which, line=line[opens], kinds=len(keys)), keys

    def openers(self) -> Any:
        """Which occurrences among `words` are the first token of their line."""
        known = self._word > 0
        first = np.concatenate([[True], self._line[1:] != self._line[:-1]])
        return first[known]

    def counts(self, words: Words, docs: Any) -> tuple[Any, Any]:
        """How many sites use each word in each part, and the keys of (site, part, word)."""
        doc = self.doc[words.line]
        used = docs[doc] & ~self.made_up[doc]
        line = words.line[used]
        key = (self.site[self.doc[line]] * 3 + self.part[line]) * words.kinds + words.which[used]
        keys = np.unique(key.astype(np.int64))
        out = np.zeros((3, words.kinds), np.int64)
        np.add.at(out, ((keys // words.kinds) % 3, keys % words.kinds), 1)
        return out, keys

    def lean(self, words: Words, docs: Any) -> tuple[Any, Any, Any]:
        """The lean of each occurrence to tail and head and whether it is known, its own site left out."""
        counted, keys = self.counts(words, docs)
        doc = self.doc[words.line]
        sums = []
        for part in range(3):
            key = (self.site[doc] * 3 + part) * words.kinds + words.which
            at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            sums.append(counted[part][words.which] - ((keys[at] == key) & docs[doc]))
        tail, head = (lean_of(sums[part], sums[BODY]) for part in (TAIL, HEAD))
        return tail, head, supported(counted)[words.which]

    def leans(self, docs: Any) -> dict[str, Any]:
        """The columns of `LEANS`, by what the documents say."""
        words, size = self.words(), self.size
        tail, head, known = self.lean(words, docs)
        line, opener = words.line[known], self.openers()
        count = np.bincount(line, minlength=size)
        out: dict[str, Any] = {"wknown": count}
        for name, values in (("wt", tail), ("wh", head)):
            total = np.bincount(line, values[known], minlength=size).astype(np.int64)
            out[name] = total // np.maximum(1, count)
            most = np.full(size, -(10**6))
            np.maximum.at(most, line, values[known])
            out[f"{name}max"] = np.where(count > 0, most, 0)
        out["wt1"] = np.zeros(size, np.int64)
        out["wt1"][words.line[known & opener]] = tail[known & opener]
        pairs, _ = self.pairs()
        tail, head, known = self.lean(pairs, docs)
        for name, values in (("wt2", tail), ("wh2", head)):
            out[name] = np.zeros(size, np.int64)
            out[name][pairs.line[known]] = values[known]
        return out

    def portions(self, leans: dict[str, Any], docs: Any) -> Iterator[tuple[Any, Columns]]:
        """The columns of some of the documents, a few hundred at a time, and where their lines lie."""
        chosen = np.flatnonzero(docs)
        for begin in range(0, len(chosen), _PORTION):
            part = chosen[begin : begin + _PORTION]
            sizes = self.stop[part] - self.first[part] + 1
            first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            rows = np.repeat(self.first[part] - first, sizes) + np.arange(int(sizes.sum()))
            known = {name: values[rows].astype(np.int64) for name, values in {**self.own, **leans}.items()}
            yield rows, Columns(known, np.repeat(first, sizes), np.repeat(first + sizes, sizes), NUMPY)


def lean_of(part: Any, body: Any) -> Any:
    """Hundredths of the logarithm of how many more sites use a word in the part than in bodies."""
    return np.round(100 * np.log((part + 1) / (body + 1))).astype(np.int64)


def supported(counted: Any) -> Any:
    """Which words so many sites use that their lean means something."""
    return (counted[TAIL] + counted[HEAD] >= _SUPPORT_TAIL) | (counted[BODY] >= _SUPPORT_BODY)
