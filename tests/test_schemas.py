"""JSON Schema: what documents are, as programs in other languages can check it."""

import copy
import json
from typing import Any, Final

import attrs
import pytest
from document_samples import RESULTS, document_of, of_every_kind
from scenarios import check_each

from detainerlib import Detainer
from detainerlib._documents.codecs import _within
from detainerlib._documents.scalars import is_list, is_object
from detainerlib.errors import DocumentError, UnknownIdError
from detainerlib.serialization import from_dict, kinds, schema_of, to_json

jsonschema = pytest.importorskip("jsonschema", reason="validates documents")

CHECKED: Final[set[str]] = set()


def validator_of(kind: str) -> Any:
    """Give a validator of a kind of document, which looks at formats, too."""
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(schema_of(kind), format_checker=checker)


def described(schema: Any, path: str = "") -> list[str]:
    """Give the paths of keys of objects that have no sentence, however deep."""
    bare: list[str] = []
    if is_object(schema):
        for key, part in schema.get("properties", {}).items():
            where = f"{path}.{key}"
            is_part = key in {"utc", "local", "zone", "unknown", "kind", "steps", "authorities"}
            if "description" not in part and "const" not in part and not is_part:
                bare.append(where)
        for key, part in schema.items():
            bare += described(part, f"{path}.{key}")
    elif is_list(schema):
        for part in schema:
            bare += described(part, path)
    return bare


class TestSchemas:
    """One for each kind of document."""

    @pytest.mark.parametrize("kind", kinds())
    def test_is_one(self, kind: str) -> None:
        """Of JSON Schema 2020-12, with a name of its own, and a sentence for each key."""
        schema = schema_of(kind)
        parts = [schema, *schema.pop("$defs", {}).values()]
        # Most parts are those of other kinds, too, and are checked once.
        for part in (part for part in parts if json.dumps(part) not in CHECKED):
            CHECKED.add(json.dumps(part))
            jsonschema.Draft202012Validator.check_schema(part)
            assert [] == described(part)

        assert f"urn:detainerlib:schema:1:{kind}" == schema["$id"]

    @pytest.mark.parametrize("name", RESULTS)
    def test_what_is_written_fits(self, name: str) -> None:
        """Real output of every result."""
        document = json.loads(document_of(name))

        validator_of(document["kind"]).validate(document)

    def test_every_kind_fits(self) -> None:
        """Records and parts of results."""

        def check(kind: str) -> None:
            for value in of_every_kind()[kind]:
                validator_of(kind).validate(json.loads(value.to_json()))

        check_each(check, [kind for kind in kinds() if kind != "listing"])

    @pytest.mark.parametrize(
        ("kind", "document"),
        [
            ("detainer", {"form": "I-247A"}),
            ("effective-period", {}),
            ("custody-event", {"custody_event_kind": "booked", "at": "2025-07-01T09:00:00-05:00"}),
            (
                "hold-window",
                {
                    "inputs": {
                        "clock_starts": "2025-07-03T17:00:00-05:00",
                        "zone": "America/Chicago",
                        "rule": "form-i-247a",
                    }
                },
            ),
        ],
    )
    def test_what_is_written_by_hand_fits(self, kind: str, document: dict[str, Any]) -> None:
        """What may be left out need not be there."""
        validator_of(kind).validate({"kind": kind, **document})
        from_dict({"kind": kind, **document})

    def test_of_no_kind(self) -> None:
        """The nearest are named."""
        with pytest.raises(UnknownIdError, match="Did you mean hold-window"):
            schema_of("hold-windows")


def _without(document: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: part for name, part in document.items() if name != key}


VALUES: Final[tuple[Any, ...]] = (7.5, {"a": 1}, [[]])


def _altered(document: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    return {**document, key: value}


DETAINER: Final = json.loads(to_json(RESULTS["a review"].detainer))
WINDOW: Final = json.loads(to_json(RESULTS["a window"]))


class TestRefused:
    """What the reader refuses by its shape, the schema refuses."""

    @pytest.mark.parametrize(
        "document",
        [
            *(_altered(DETAINER, key, value) for key in DETAINER for value in VALUES),
            *(_altered(WINDOW, key, value) for key in WINDOW for value in VALUES),
            *(_without(WINDOW, key) for key in WINDOW if key not in {"kind", "schema"}),
            _altered(DETAINER, "name", "John Q. Sample"),
            _altered(DETAINER, "dob", "1980-01-01"),
            _altered(DETAINER, "issued_on", "7/1/2025"),
            _altered(DETAINER, "issued_on", "2025-02-30"),
            _altered(DETAINER, "issued_on", "unknown"),
            _altered(DETAINER, "served_on", "2025-07-01T09:00:00"),
            _altered(DETAINER, "issued_by", "fbi"),
            _altered(DETAINER, "form", " "),
            _altered(DETAINER, "boxes", [1, 1]),
            _altered(DETAINER, "boxes", [True]),
            _altered(DETAINER, "signed", {"unknown": False}),
            _altered(DETAINER, "signed", {"unknown": 1.0}),
            _altered(DETAINER, "boxes", [2**80]),
            _altered(DETAINER, "boxes", [1.5]),
            _altered(DETAINER, "issued_on", "٢٠٢٥-07-01"),
            _altered(DETAINER, "issued_on", "2025-07-01\n"),
            {"kind": "look-back", "years": 0, "since": "conviction"},
            {"kind": "outcome-rate", "group": {"sent": [1]}},
            {"kind": "outcome-rate", "group": {"sent": {"date": "2025-07-01", "to": "later"}}},
            _altered(DETAINER, "warrants", [{"kind": "letter"}]),
            _altered(DETAINER, "warrants", [{"kind": "judicial-warrant", "form": "i-200"}]),
            _without(DETAINER, "form"),
            _without(DETAINER, "made_with"),
            _altered(DETAINER, "schema", {"name": "detainer", "version": 2}),
            _altered(WINDOW, "inputs", _without(WINDOW["inputs"], "rule")),
            _altered(WINDOW, "inputs", _altered(WINDOW["inputs"], "note", 1)),
            _altered(WINDOW, "inputs", _altered(WINDOW["inputs"], "calendar", {"kind": "lunar"})),
        ],
        ids=str,
    )
    def test_by_both(self, document: dict[str, Any]) -> None:
        """Unknown keys, wrong types, bad days, times without a zone, what is missing."""
        kind = document["kind"] if isinstance(document["kind"], str) else "detainer"
        kind = kind if kind in kinds() else "detainer"

        assert not validator_of(kind).is_valid(document)
        with pytest.raises(DocumentError):
            from_dict(document)

    def test_whole_numbers_are_whole_however_they_are_written(self) -> None:
        """To JSON 1.0 is 1, and so it is to both."""
        document = {"kind": "detainer", "form": "I-247A", "boxes": [1.0]}

        validator_of("detainer").validate(document)
        assert frozenset({1}) == from_dict(document).boxes
        assert to_json(from_dict(document)) == to_json(Detainer(form="I-247A", boxes={1}))

    def test_a_field_that_is_added_is_described(self) -> None:
        """The schema is that of the types."""
        names = {field.name for field in attrs.fields(Detainer)}

        assert names <= {*schema_of("detainer")["properties"]}

    def test_does_not_change_what_it_gives(self) -> None:
        """Each is one of its own."""
        first = schema_of("detainer")
        before = copy.deepcopy(first)
        first["properties"].clear()

        assert before == schema_of("detainer")


def test_of_a_kind_that_is_a_callers_own_no_document_is_read() -> None:
    """The models of an abstract kind are the library's own."""

    class Kind:
        """A kind."""

    class CallersOwn(Kind):
        """One of a caller's."""

    assert [CallersOwn] == Kind.__subclasses__()
    assert [] == [*_within(Kind)]
