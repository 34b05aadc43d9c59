"""Who is asked for the yes that it takes to reach everybody."""

from collections.abc import Iterator, Sequence

from bot.language import _
from bot.language.formats import plain
from bot.people.values import Person
from cards.parts import Part, choice_field, paragraph


def who_approves(
    author: Person, approvers: Sequence[Person], *, error: str | None = None
) -> Iterator[Part]:
    """That somebody else must say yes, and who it shall be.

    approvers: those who can be asked by who sees this; nobody when only they themselves may say
    yes to what the author wrote.
    """
    if not approvers:
        yield paragraph(
            _(
                "Den er til alle ledere, og kun du kan godkende den. Derfor skal {name}, som har "
                "skrevet den, bede dig om det.",
                name=plain(author.name),
            )
        )
        return
    alone = approvers[0] if len(approvers) == 1 else None
    yield paragraph(
        _("{name} skal godkende den, fordi den er til alle ledere.", name=plain(alone.name))
        if alone
        else _("En anden i direktionen skal godkende den, fordi den er til alle ledere.")
    )
    yield choice_field(
        "approver",
        _("Hvem skal godkende?"),
        [(str(one.id), one.name) for one in approvers],
        str(alone.id) if alone else "",
        required=True,
        error=error,
    )
