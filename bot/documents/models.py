"""The rows of documents. A version that was replaced stays: answers refer to its passages."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.database.base import COMPUTED, Base
from bot.documents.values import DocumentKind


class Document(Base):
    """Something that people can get answers from. shipped: it came with the bot.

    retired_at: None while it can be found.
    """

    __tablename__ = "document"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[DocumentKind] = mapped_column(
        String(20), default=DocumentKind.DOCUMENT, server_default=DocumentKind.DOCUMENT.value
    )
    shipped: Mapped[bool]
    retired_at: Mapped[datetime | None]

    versions: Mapped[list["DocumentVersion"]] = relationship(
        lazy="raise", back_populates="document"
    )


class DocumentVersion(Base):
    """A document as it was added once. replaced_at: None while it is the one that counts.

    valid_from, valid_until: the first and the last day on which answers are taken from it.
    was_retired: whether no answers were taken from the document when this version came.
    """

    __tablename__ = "document_version"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(64))  # of what was read, see ReadDocument
    title: Mapped[str] = mapped_column(String(300))
    case_number: Mapped[str | None] = mapped_column(String(60))
    when: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    was_retired: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        Index(
            "uq_document_version_current",
            "document_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    document: Mapped[Document] = relationship(lazy="raise", back_populates="versions")
    passages: Mapped[list["Passage"]] = relationship(
        lazy="raise", back_populates="version", order_by="Passage.position"
    )


class Passage(Base):
    """A piece of a version that can be quoted by itself; position: its order, from 0."""

    __tablename__ = "passage"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    position: Mapped[int]
    section: Mapped[str] = mapped_column(String(500))
    text: Mapped[str] = mapped_column(Text)
    gap: Mapped[bool]
    variants: Mapped[list[str]]

    version: Mapped[DocumentVersion] = relationship(lazy="raise", back_populates="passages")


class TextVector(Base):
    """What an encoder made of a text that can be found: a passage, or a sentence of one.

    encoder: its key. digest: SHA-256 of the text. vector: numbers of 16 bits, low byte first. Gone
    when no passage that can be found has the text any more.
    """

    __tablename__ = "text_vector"

    encoder: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes]

    __table_args__ = COMPUTED


class Corpus(Base):
    """One row: a number that rises with every change of what can be found."""

    __tablename__ = "corpus"

    id: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[int]
