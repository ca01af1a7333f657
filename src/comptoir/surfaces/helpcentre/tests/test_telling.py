"""Was this useful? Once a reader, who stays nobody. F; attacks A10, A17."""

from __future__ import annotations

from types import SimpleNamespace

from django.test import Client

from comptoir.domain.knowledge.models import Feedback, Translation

HERE = {"origin": "http://localhost:8000"}
USEFUL = "/help/maison-perle/fr/useful"


def tells(centre: SimpleNamespace, answer: str, client: Client | None = None, **more: str) -> int:
    said = {"article": str(centre.ring.pk), "useful": answer, **more}
    reply = (client or Client()).post(USEFUL, said, headers=HERE)
    return reply.status_code


def counts(centre: SimpleNamespace) -> tuple[int, int]:
    article = Translation.objects.get(pk=centre.ring.pk)
    return article.useful, article.not_useful


def test_a_reader_counts_once(centre: SimpleNamespace) -> None:
    client = Client()
    assert tells(centre, "yes", client) == 303
    assert tells(centre, "yes", client) == 303
    assert counts(centre) == (1, 0)
    assert tells(centre, "no", client, word="Il manque un tableau") == 303
    assert counts(centre) == (0, 1)
    assert Feedback.objects.get().word == "Il manque un tableau"


def test_the_page_says_thank_you_without_script(centre: SimpleNamespace) -> None:
    client = Client()
    for answer, said in [("no", b'name="word"'), ("yes", b"Thank you")]:
        reply = client.post(USEFUL, {"article": centre.english.pk, "useful": answer}, headers=HERE)
        page = client.get(reply["Location"].partition("#")[0])
        assert page["Cache-Control"] == "private, no-store"
        assert said in page.content or b"Merci" in page.content


def test_nothing_is_kept_that_could_name_a_reader(centre: SimpleNamespace) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    tells(centre, "yes", client)
    kept = Feedback.objects.get()
    cookie = client.cookies["comptoir_reader"]
    assert cookie.value not in kept.visitor_hash
    assert "203.0.113.9" not in str(kept.__dict__)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/help/maison-perle/", True, "Lax")


def test_another_site_judges_nothing(centre: SimpleNamespace) -> None:
    """Attack A10: a form from elsewhere is not taken."""
    said = {"article": str(centre.ring.pk), "useful": "yes"}
    for headers in ({"origin": "https://elsewhere.example"}, {"origin": "null"}, {}):
        assert Client().post(USEFUL, said, headers=headers).status_code == 403
    assert counts(centre) == (0, 0)


def test_one_address_cannot_judge_without_end(centre: SimpleNamespace) -> None:
    codes = [tells(centre, "no") for _ in range(7)]
    assert codes == [303] * 5 + [429] * 2
    assert counts(centre) == (0, 5)


def test_odd_answers_change_nothing(centre: SimpleNamespace) -> None:
    for said, code in [
        ({"article": str(centre.ring.pk), "useful": "perhaps"}, 400),
        ({"article": "x", "useful": "yes"}, 400),
        ({"article": "999999", "useful": "yes"}, 404),
        ({}, 400),
    ]:
        assert Client().post(USEFUL, said, headers=HERE).status_code == code
    assert Client().get(USEFUL).status_code == 405
    assert not Feedback.objects.exists()
