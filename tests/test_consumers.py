"""pydantic, FastAPI and cattrs: records and results as fields, bodies and answers."""

import json
import subprocess
import sys
from datetime import datetime
from typing import Any, Final

import pytest
from document_samples import CHICAGO, FULL, RESULTS, THURSDAY

import detainerlib as dl
from detainerlib.holds import HoldReadings, HoldWindow
from detainerlib.serialization import from_dict, to_dict

pydantic: Any = pytest.importorskip("pydantic", reason="pydantic is not installed")
pytest.importorskip("fastapi", reason="FastAPI is not installed")
pytest.importorskip("cattrs", reason="cattrs is not installed")

from consumer import converting, service  # noqa: E402 (skipped where it is absent)
from fastapi.testclient import TestClient  # noqa: E402

CLIENT: Final[Any] = TestClient(service.app)
# A tuple, which several results are, is annotated by its members.
OF_EACH_CLASS: Final = {
    result.__class__: name for name, result in RESULTS.items() if not isinstance(result, tuple)
}.values()
CASE: Final = {
    "detainer": {"form": "I-247A"},
    "custody_ends": "2025-07-03T17:00:00-05:00",
    "zone": "America/Chicago",
}


class TestFastApi:
    """The service of docs/documents.md."""

    def test_a_result_is_an_answer(self) -> None:
        """It was HTTP 500."""
        answer: Any = CLIENT.post("/readings", json=CASE)

        assert 200 == answer.status_code
        assert dl.hold_readings(THURSDAY, form="I-247A") == from_dict(answer.json())

    def test_a_record_is_a_body(self) -> None:
        """What is left out is UNKNOWN; what is given is taken."""
        answer: Any = CLIENT.post("/review", json=to_dict(FULL))

        assert dl.review_detainer(FULL) == from_dict(answer.json())

    def test_what_is_refused_is_told_in_four_parts(self) -> None:
        """By the library, of what a path names."""
        answer: Any = CLIENT.get("/policy/US-XX", params={"on": "2022-01-01"})
        (detail,) = answer.json()["detail"]

        assert 422 == answer.status_code
        assert ("jurisdiction", "'US-XX'") == (detail["where"], detail["given"])
        assert {"where", "given", "expected", "remedy"} == {*detail}

    @pytest.mark.parametrize(
        ("detainer", "where"),
        [
            ({"form": "I-247A", "name": "John Q. Sample"}, "name"),
            ({"form": "I-247A", "issued_on": "7/1/2025"}, "issued_on"),
            ({}, "form"),
        ],
    )
    def test_what_cannot_be_read_is_told_in_four_parts(
        self, detainer: dict[str, Any], where: str
    ) -> None:
        """Without what was typed."""
        answer: Any = CLIENT.post("/readings", json={**CASE, "detainer": detainer})
        (detail,) = answer.json()["detail"]

        assert 422 == answer.status_code
        assert where == detail["where"]
        assert {"where", "given", "expected", "remedy"} < {*detail}
        assert "Sample" not in answer.text

    def test_it_is_described(self) -> None:
        """OpenAPI has the sentences of the docstrings."""
        description: Any = CLIENT.get("/openapi.json").json()
        schemas = description["components"]["schemas"]

        assert schemas["Detainer"]["properties"]["signed"]["description"] == "Whether it is signed."
        assert {"HoldReadings", "PolicyAnswer", "Review"} < {*schemas}
        assert "#/$defs" not in json.dumps(description)


class TestPydantic:
    """A field of any class."""

    @pytest.mark.parametrize("name", OF_EACH_CLASS)
    def test_of_every_class(self, name: str) -> None:
        """Through JSON and through Python."""
        result = RESULTS[name]
        adapter = pydantic.TypeAdapter(result.__class__)

        assert result == adapter.validate_json(adapter.dump_json(result))
        assert result == adapter.validate_python(adapter.dump_python(result))
        assert result == adapter.validate_python(result)
        assert adapter.json_schema()

    def test_another_model_is_refused(self) -> None:
        """A window is no detainer."""
        adapter = pydantic.TypeAdapter(dl.Detainer)
        with pytest.raises(pydantic.ValidationError, match="kind: got"):
            adapter.validate_python(to_dict(RESULTS["a window"]))

    def test_a_tuple_of_results(self) -> None:
        """As functions give it."""
        adapter = pydantic.TypeAdapter(tuple[HoldReadings | HoldWindow, ...])
        several = (RESULTS["a window"], RESULTS["readings"])

        assert several == adapter.validate_json(adapter.dump_json(several))


class TestCattrs:
    """Within classes of one's own."""

    def test_both_ways(self) -> None:
        """JSON and back."""
        window = dl.hold_window(datetime(2025, 7, 3, 17, tzinfo=CHICAGO))
        booking = converting.Booking(number=7, detainer=FULL, window=window)

        assert booking == converting.loaded(converting.saved(booking))

    def test_what_is_left_out_is_unknown(self) -> None:
        """As everywhere."""
        booking = converting.loaded('{"number": 7, "detainer": {"form": "I-247A"}}')

        assert dl.Detainer(form="I-247A") == booking.detainer


def test_none_of_them_is_imported_unasked() -> None:
    """What has no pydantic needs none."""
    code = (
        "import sys, detainerlib as dl, datetime as d; from detainerlib import cattrs_hooks; "
        "dl.governing_policy('hold_on_detainer', 'US-IL', on=d.date(2022, 1, 1)).to_json(); "
        "print(sorted({'pydantic', 'pydantic_core', 'cattrs', 'fastapi'} & {*sys.modules}))"
    )

    ran = subprocess.run(  # noqa: S603 (this interpreter, with code of its own)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert "[]" == ran.stdout.strip()
