"""The language of an article: what is not English is kept, and said."""

from __future__ import annotations

import pytest

from communique.articles import article_of_text

ENGLISH = "The minister said on Monday that the talks in “Nur-Sultan” would go on, and that Erdoğan’s envoy had asked for it. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dar calls on Xi.", "en"),
        ("São Tomé, Côte d’Ivoire: “no”, says Mário Évora.", "en"),
        (ENGLISH, "en"),
        (ENGLISH * 5, "en"),
        ("Le ministre a déclaré lundi que les négociations se poursuivraient à Paris, et que l’envoyé de la Turquie l’avait "
         "demandé. Les deux parties se réuniront de nouveau avant la fin de l’année dans la capitale.", "fr"),
        ("Der Minister sagte am Montag, die Gespräche würden fortgesetzt, und der türkische Gesandte habe darum gebeten. "
         "Beide Seiten wollen sich vor Ende des Jahres erneut treffen, um über den Handel zu sprechen.", "de"),
        ("وقال الوزير يوم الاثنين إن المحادثات ستستمر في العاصمة", "ar"),
        ("Министры договорились начать переговоры весной", "ru"),
    ],
)  # fmt: skip
def test_languages_are_told_apart_and_short_text_is_english(text, language):
    assert article_of_text(text).language == language
