import pytest

from comptoir.language import dictionaries


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "écrin"), ("en", "jewellery"), ("ro", "coletul"), ("ro", "şi"), ("pt", "auscultadores"), ("fr", "l’écrin")],
)
def test_each_language_has_its_dictionary(language, word):
    assert dictionaries.is_installed(language)
    assert dictionaries.knows(language, word)


def test_an_endless_word_is_not_looked_up():
    assert not dictionaries.knows("fr", "a" * 100_000)


def test_the_systems_dictionary_is_preferred(monkeypatch, tmp_path):
    for ending in (".aff", ".dic"):
        (tmp_path / f"ro_RO{ending}").write_text("SET UTF-8\n" if ending == ".aff" else "1\nzgmrn\n", encoding="utf-8")
    monkeypatch.setattr(dictionaries, "SYSTEM_FOLDERS", (tmp_path,))
    dictionaries._stem.cache_clear()
    try:
        assert dictionaries._stem("ro") == tmp_path / "ro_RO"
    finally:
        dictionaries._stem.cache_clear()
