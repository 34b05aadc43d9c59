"""What the kinds of data are called, what is deleted of them, and for how long they are kept."""

from bot.language import _, counted
from bot.retention.values import Category, Period


def category_title(category: Category) -> str:
    """A kind of data, as a heading."""
    match category:
        case Category.QUESTIONS:
            return _("Spørgsmål og svar")
        case Category.INQUIRIES:
            return _("Henvendelser")
        case Category.ROUNDS:
            return _("Besvarelser af inputrunder")
        case Category.DRAFTS:
            return _("Kladder, der er smidt ud")
        case Category.RECEIPTS:
            return _("Kvitteringer og sendte beskeder")
        case Category.PEOPLE:
            return _("Fratrådte ledere")
        case Category.AUDIT:
            return _("Hændelser")


def category_in_words(category: Category) -> str:
    """What is deleted of a kind of data, and from when the time is counted."""
    match category:
        case Category.QUESTIONS:
            return _(
                "Hele spørgsmålet slettes: teksten, hvem der spurgte, hvad der blev vist, og "
                "tilbagemeldingen. Regnet fra, da der blev spurgt."
            )
        case Category.INQUIRIES:
            return _(
                "Henvendelsen slettes med svar og forløb. Regnet fra, da den blev afsluttet; åbne "
                "slettes ikke. Det, der er gemt som viden, bliver."
            )
        case Category.ROUNDS:
            return _(
                "Det, der er skrevet i inputrunder, slettes: fritekst, og hvem der svarede hvad, "
                "hvor navnene kan ses. Regnet fra, da runden lukkede. Tal, temaer og det, "
                "deltagerne fik at vide, bliver."
            )
        case Category.DRAFTS:
            return _(
                "Kladder til fællesbeskeder, inputrunder, beslutninger og viden, som I har smidt "
                "ud, slettes helt. Regnet fra, da de blev smidt ud; så længe kan det fortrydes. "
                "Andre kladder bliver."
            )
        case Category.RECEIPTS:
            return _(
                "Hvem der har kvitteret, slettes; antallet bliver. Det samme gælder, hvem der har "
                "fået påmindelser, svar og andre beskeder fra mig. Hvem der fik selve "
                "fællesbeskeden, bliver, så den kan rettes og trækkes tilbage."
            )
        case Category.PEOPLE:
            return _(
                "Navn, e-mail, titel, Teams-bruger og det øvrige fra lederlisten slettes. Regnet "
                "fra, da lederen gik ud af listen."
            )
        case Category.AUDIT:
            return _("Hvem der gjorde hvad hvornår, slettes. Regnet fra, da det skete.")


def category_name(name: str) -> str:
    """What a kind of data is called in a sentence; an unknown one as it stands."""
    try:
        return category_title(Category(name)).lower()
    except ValueError:
        return name


def always_deleted() -> str:
    """What is deleted whatever was decided."""
    return _(
        "Filer, I lægger i chatten, efter en dag. Tekniske mærker for, hvad jeg har svaret på, "
        "efter 14 dage."
    )


def kept_in_words(period: Period | None) -> str:
    """For how long something is kept, as a sentence."""
    if not period:
        return _("Slettes ikke af sig selv: der er ikke besluttet en frist.")
    return counted(
        "Slettes efter {number} måned.", "Slettes efter {number} måneder.", period.months
    )
