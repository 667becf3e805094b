"""A service of holds: JSON in, JSON out, and errors in four parts."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Body, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import detainerlib as dl
from detainerlib.cases import Review
from detainerlib.errors import DetainerError, in_print
from detainerlib.holds import HoldReadings
from detainerlib.policy import PolicyAnswer

app = FastAPI(title="Holds")


class Case(BaseModel):
    """One detainer, and when local custody ends."""

    detainer: dl.Detainer
    custody_ends: datetime
    zone: str


@app.post("/readings")
def readings(case: Case) -> HoldReadings:
    """Every reading of how long the request runs."""
    return dl.hold_readings(case.custody_ends, form=case.detainer.form, zone=case.zone)


@app.post("/review")
def review(detainer: Annotated[dl.Detainer, Body()]) -> Review:
    """What the face of a request shows."""
    return dl.review_detainer(detainer)


@app.get("/policy/{place}")
def policy(place: str, on: Annotated[date, Query()]) -> PolicyAnswer:
    """What the texts say on holding on a detainer."""
    return dl.governing_policy("hold_on_detainer", place, on=on)


@app.exception_handler(DetainerError)
def refused(request: Request, error: DetainerError) -> JSONResponse:
    """What the library refuses, in four parts."""
    parts = {
        "where": error.where,
        "given": in_print(error.given),
        "expected": error.expected,
        "remedy": error.remedy,
    }
    return JSONResponse({"detail": [parts]}, status_code=422)


@app.exception_handler(RequestValidationError)
def unreadable(request: Request, error: RequestValidationError) -> JSONResponse:
    """What in the body cannot be read; of a detainer the same four parts."""
    details = [fault.get("ctx") or {"where": fault["loc"][-1]} for fault in error.errors()]
    return JSONResponse({"detail": details}, status_code=422)
