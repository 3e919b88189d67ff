"""Labels before the answers of an interview that are a person's initials."""

import pytest

from communique import read_text

pytestmark = pytest.mark.model


def test_initials_before_answers_are_the_persons() -> None:
    text = (
        "Rosa Aravena Vial became Chile's foreign minister in May. She spoke to our reporter in Santiago.\n\n"
        "Q: Did you sign?\n\nRAV: We signed on Monday in Lima.\n\nQ: Who paid?\n\nRAV: Both states paid.\n\n"
        "Q: And the road?\n\nRAV: We shall open the road in June."
    )
    assert [actor.name for actor in read_text(text).actors if actor.kind == "person" and actor.named] == [
        "Rosa Aravena Vial"
    ]
