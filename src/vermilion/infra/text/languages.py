"""Which language a short text is in: by its script where that decides, else by a model that knows what is likely here.

Topics, mentions, addresses, [stickers] and emoji say nothing about it and are left out.
"""

from __future__ import annotations

import copy
import functools
import re
from collections import Counter

import msgspec
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from vermilion.infra.text import han

UNKNOWN = "und"
# Letters after which the model learns nothing more.
ENOUGH = 100
# Letters of a text that are looked at, at most.
LONGEST = 1_000


class Detection(msgspec.Struct, frozen=True):
    """A BCP 47 tag, `und` where there are no words, and how sure that is, 0 to 1."""

    tag: str
    confidence: float


def detect(text: str) -> Detection:
    """The language most of a text is written in. Takes about 50 microseconds; the first call loads the model."""
    whole, text = text, _MASKS.sub(" ", text[:LONGEST])
    # A topic or a name in Latin letters may be anybody's, one in another script says what its writer reads.
    if not (runs := _runs(text)) and not (runs := _without_latin(_runs(_ADDRESSES.sub(" ", whole[:LONGEST])))):
        return Detection(UNKNOWN, 0.0)
    weights = {script: _weight(script, pieces) for script, pieces in runs.items()}
    # Japanese is written in Han as well, and a lone の is fashion on Chinese signboards.
    if _is_japanese(runs):
        weights["kana"] = weights.pop("han", 0.0) + weights.get("kana", 0.0)
    elif "kana" in weights and "han" in weights:
        weights["han"] += weights.pop("kana")
    script = max(weights, key=lambda name: weights[name])
    share = weights[script] / sum(weights.values())
    if script == "han":
        tag, confidence = _chinese("".join(runs["han"]))
    elif script in _LANGUAGE_OF_SCRIPT:
        tag, confidence = _LANGUAGE_OF_SCRIPT[script], 0.99
    else:
        tag, confidence = _by_model(script, " ".join(runs[script]), text)
    return Detection(tag, round(confidence * share, 3))


def warm_up() -> None:
    """Load the model and the tables now instead of with the first text (about a second)."""
    for text in ("hello", "汉字", "привет"):
        detect(text)


def _runs(text: str) -> dict[str, list[str]]:
    runs: dict[str, list[str]] = {}
    for match in _RUNS.finditer(text):
        runs.setdefault(match.lastgroup or "", []).append(match[0])
    return runs


def _without_latin(runs: dict[str, list[str]]) -> dict[str, list[str]]:
    return {script: pieces for script, pieces in runs.items() if script != "latin"}


def _weight(script: str, pieces: list[str]) -> float:
    """About how many words these are. Han, kana and hangul count double: their texts borrow Latin names and are full
    of stray Latin letters, and hardly any Latin text borrows theirs."""
    return sum(map(len, pieces)) / _SIGNS_A_WORD.get(script, 5.0)


def _is_japanese(runs: dict[str, list[str]]) -> bool:
    kana, characters = "".join(runs.get("kana", [])), "".join(runs.get("han", []))
    if not characters:
        return bool(kana)
    chinese = not han.only_mainland().isdisjoint(characters)
    if not kana or kana == "の":
        return not chinese and not han.only_japanese().isdisjoint(characters)
    return len(kana) * (2 if chinese else 10) >= len(characters)


def _chinese(characters: str) -> tuple[str, float]:
    simplified, traditional = (
        sum(map(only.__contains__, characters)) for only in (han.only_simplified(), han.only_traditional())
    )
    if simplified == traditional:
        return "zh-Hans", 0.6
    tag = "zh-Hans" if simplified > traditional else "zh-Hant"
    return tag, 0.5 + 0.5 * max(simplified, traditional) / (simplified + traditional + 0.1)


def _by_model(script: str, words: str, text: str) -> tuple[str, float]:
    """The model's probabilities, weighed by how common a language is here and by the small words of the common ones,
    which decide where a text has only two or three words."""
    if len(words) < 2:
        return UNKNOWN, 0.0
    seen = Counter(hint for word in set(_SPLIT.split(words.lower())) for hint in _hints().get(word, ()))
    if "¿" in text or "¡" in text:
        seen["es"] += 2
    scores = {
        language: probability * _COMMON.get(language, 1.0) * 5.0 ** min(seen.get(language, 0), 4)
        for language, probability in _identifier(script).rank(words[:ENOUGH])
    }
    best = max(scores, key=lambda language: scores[language])
    return best, scores[best] / sum(scores.values())


@functools.cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@functools.cache
def _identifier(script: str) -> LanguageIdentifier:
    """The model, asked only for what this script may be; the copies share its tables."""
    identifier = copy.copy(_model())
    identifier.set_languages(_LANGUAGES_OF_SCRIPT[script].split())
    return identifier


@functools.cache
def _hints() -> dict[str, list[str]]:
    hints: dict[str, list[str]] = {}
    for language, small_words in _SMALL_WORDS.items():
        for word in small_words.split():
            hints.setdefault(word, []).append(language)
    return hints


_ADDRESSES = re.compile(r"https?://\S+", re.IGNORECASE)
_MASKS = re.compile(
    r"https?://\S+|[#＃][^\s#＃，。！？、,.!?]+|[@＠]\w+|\[[^\[\]\n]{1,12}\]|\b[hx]?(?:ha|ja|he){2,}\w?\b",
    re.IGNORECASE,
)

_LANGUAGE_OF_SCRIPT = {
    "kana": "ja", "hangul": "ko", "thai": "th", "lao": "lo", "burmese": "my", "khmer": "km", "hebrew":
    "he", "greek": "el", "georgian": "ka", "armenian": "hy", "bengali": "bn", "gurmukhi": "pa",
    "gujarati": "gu", "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "sinhala":
    "si", "tibetan": "bo", "ethiopic": "am",
}  # fmt: skip
_LANGUAGES_OF_SCRIPT = {
    "latin": "en es fr de pt it nl pl tr vi id tl sv da no fi cs ro hu ca hr et sw",
    "cyrillic": "ru uk bg sr be mk kk mn ky",
    "arabic": "ar fa ur ug",
    "devanagari": "hi mr ne",
}
_SIGNS_A_WORD = {"han": 0.8, "kana": 0.8, "hangul": 1.0, "thai": 4.0, "lao": 4.0}

# How much likelier than the model thinks a language is here.
_COMMON = {
    "en": 8.0, "es": 4.0, "fr": 4.0, "de": 2.0, "pt": 2.0, "it": 1.5, "id": 1.5, "vi": 1.5, "ru": 3.0,
    "ar": 2.0, "hi": 2.0, "tl": 0.5, "ca": 0.3, "ro": 0.5, "da": 0.5, "no": 0.5, "hr": 0.5, "et": 0.3,
    "sw": 0.3, "hu": 0.5,
}  # fmt: skip
_SMALL_WORDS = {
    "en": """
        the a an and of to in is it its i im i'm my me we you your he she they this that these those so for
        on with at was are be have has do does did not no yes what where when who how why can will just like
        love all out up from here there hello hi hey thanks thank please lol omg wow ok okay good nice cute
        pretty best day first new very too got get
    """,
    "es": """
        el la los las un una unos y de del en es que qué no sí me mi mis te tu tus se lo le su con por para
        pero como cómo muy más ya estoy está esta este hola gracias soy eres yo tú nos al dónde cuándo hay
        bien bueno día también todo todos eso esos dos tres aquí ahí así mucho mucha muchas nada siempre
        genial hermoso hermosa lindo linda bonito bonita feliz claro vaya joder vale amigo amiga bienvenido
        bienvenida buenos buenas días noches quiero tengo puedo tiene vamos ven espera favor
    """,
    "fr": """
        le la les un une des du de et en est que qui ne pas je j'ai tu il elle nous vous on ce cet cette ces
        c'est ça mon ma mes ton son sa ses au aux avec pour dans sur mais très plus bonjour merci salut oui
        non où quand comment moi toi trop bien aussi tout tous tes leur cela rien jamais toujours ici
        merde putain bravo bienvenue beau belle joli jolie génial mignon attendre attends vouloir veux peux
        suis fait faire besoin mien mienne
    """,
    "de": """
        der die das ein eine und ist ich du er sie wir ihr nicht kein mit für auf von zu im den dem mein
        dein sehr auch aber wie was wo wann danke hallo ja nein schön gut so noch nur
    """,
    "pt": """
        o a os as um uma e de do da dos das em no na é que não sim eu você ele ela nós meu minha com por
        para mas muito mais já está esse essa isso olá oi obrigado obrigada tudo bem também
    """,
    "it": """
        il lo la gli un una e di del della in è che non sì io tu lui lei noi mio mia con per ma molto più
        già questo questa ciao grazie sono sei anche come bello bella tutto bene
    """,
}

_SPLIT = re.compile("[ ,-]+")
_RUNS = re.compile(
    "(?P<kana>[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f]+)"
    "|(?P<han>[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    "|(?P<hangul>[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+)"
    "|(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’ ,-]{1,2}[A-Za-z\u00c0-\u024f]+)*)"
    "|(?P<cyrillic>[\u0400-\u052f]+)|(?P<arabic>[\u0620-\u06d3\u0750-\u077f]+)|(?P<devanagari>[\u0900-\u097f]+)"
    "|(?P<thai>[\u0e00-\u0e7f]+)|(?P<lao>[\u0e80-\u0eff]+)|(?P<burmese>[\u1000-\u109f]+)|(?P<khmer>[\u1780-\u17ff]+)"
    "|(?P<hebrew>[\u05d0-\u05ea]+)|(?P<greek>[\u0370-\u03ff\u1f00-\u1fff]+)|(?P<georgian>[\u10a0-\u10ff]+)"
    "|(?P<armenian>[\u0531-\u0587]+)|(?P<bengali>[\u0980-\u09ff]+)|(?P<gurmukhi>[\u0a00-\u0a7f]+)"
    "|(?P<gujarati>[\u0a80-\u0aff]+)|(?P<tamil>[\u0b80-\u0bff]+)|(?P<telugu>[\u0c00-\u0c7f]+)|(?P<kannada>[\u0c80-\u0cff]+)"
    "|(?P<malayalam>[\u0d00-\u0d7f]+)|(?P<sinhala>[\u0d80-\u0dff]+)|(?P<tibetan>[\u0f00-\u0fff]+)|(?P<ethiopic>[\u1200-\u137f]+)"
)
