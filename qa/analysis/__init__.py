"""What a document says about itself, computed once and used by every check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from qa.analysis.byline import find_byline
from qa.analysis.dateline import find_dateline
from qa.analysis.layout import find_layout, find_layouts
from qa.analysis.layout.blocks import Blocks
from qa.analysis.published import Claim, choose, find_claims
from qa.analysis.temporal import find_temporal
from qa.analysis.title import find_title
from qa.model.cues import OwnCues
from qa.model.document import Document
from qa.model.facts import Byline, Dateline, Layout, Published, Timex, Title
from qa.text.language import detect_language
from qa.text.sketch import Sketch, sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What lies outside the document and may still bear on its facts.

    `now` is the pinned day to call dates future by, never the wall clock. `blocks` tells which lines many
    documents of the corpus begin or end with, where a corpus is at hand. `cues` are phrases of furniture that
    the corpus declares. `body_anchor` allows the last absolute date of the body as an anchor.
    """

    now: date | None = None
    blocks: Blocks | None = None
    cues: OwnCues | None = None
    body_anchor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts of a document that an earlier analysis of the same document has found."""

    language: str
    layout: Layout
    title: Title | None
    byline: Byline | None
    published: Published | None
    dateline: Dateline | None


class Analysis:
    """The facts of one document; each is computed when first asked for and then kept.

    Those that are `known` from before are not computed again.
    """

    def __init__(
        self, document: Document, context: Context | None = None, known: Facts | None = None
    ) -> None:
        self.document = document
        self.context = context or Context()
        if known is not None:
            self.__dict__.update({each.name: getattr(known, each.name) for each in fields(known)})

    @property
    def text(self) -> str:
        """The document's text, which all spans count in."""
        return self.document.text

    @cached_property
    def language(self) -> str:
        """ISO 639-1 code: declared in the metadata, else detected, else `und`."""
        declared = self.document.metadata.get("language")
        return declared if isinstance(declared, str) and declared else detect_language(self.text)

    @cached_property
    def layout(self) -> Layout:
        """Head, body, tail and furniture."""
        context = self.context
        return find_layout(self.text, blocks=context.blocks, own=context.cues)

    @property
    def body(self) -> str:
        """The text without head and tail."""
        return self.text[self.layout.head_end : self.layout.tail_start]

    @cached_property
    def sketch(self) -> Sketch:
        """The sample of the whole text that finds what shares passages with it."""
        return sketch(self.text)

    @cached_property
    def title(self) -> Title | None:
        """The headline."""
        return find_title(self.text, self.layout, self.context.cues)

    @cached_property
    def byline(self) -> Byline | None:
        """Who the text says wrote it."""
        return find_byline(self.text, layout=self.layout, title=self.title)

    @cached_property
    def dateline(self) -> Dateline | None:
        """The place (and date) that opens the story."""
        return find_dateline(self.text, layout=self.layout, language=self.language)

    @cached_property
    def date_claims(self) -> tuple[Claim, ...]:
        """Everything that speaks of a publication date, the most trusted first."""
        return find_claims(
            self.document,
            layout=self.layout,
            dateline=self.dateline,
            language=self.language,
            body_anchor=self.context.body_anchor,
        )

    @cached_property
    def published(self) -> Published | None:
        """The publication date, and where it is taken from."""
        return choose(self.date_claims)

    @cached_property
    def temporal(self) -> tuple[Timex, ...]:
        """Every temporal expression, in order, resolved against `published` where that is possible."""
        return find_temporal(self.text, language=self.language, published=self.published, layout=self.layout)


def lay_out(analyses: Sequence[Analysis]) -> None:
    """Find the layouts of many documents at once, which is faster; each is what the document finds alone.

    All share one context. Layouts that were found before stay.
    """
    waiting = [analysis for analysis in analyses if "layout" not in analysis.__dict__]
    if not waiting:
        return
    texts = [analysis.text for analysis in waiting]
    for analysis, layout in zip(waiting, lay_out_again(waiting, texts), strict=True):
        analysis.__dict__["layout"] = layout


def lay_out_again(analyses: Sequence[Analysis], texts: Sequence[str]) -> Iterator[Layout]:
    """The layouts of what documents would be once edited, each in its document's context; all share one."""
    if not analyses:
        return iter(())
    context = analyses[0].context
    return find_layouts(texts, blocks=context.blocks, own=context.cues)
