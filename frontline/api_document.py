"""The interface for machines in OpenAPI's terms, made from the questions and tables it offers."""

import functools
from typing import Any, get_args

from frontline.boundary_datum import DATUMS
from frontline.catalogue import tables
from frontline.preview import Mode
from frontline.query import questions
from frontline.wall_list import SCENES, asked_on
from frontline.why import PAGES

API = "/frontline/api/v1"
LANGUAGE = {"name": "lang", "in": "query", "schema": {"enum": ["zh", "en"], "default": "zh"}}
KINDS = {
    "varchar": {"type": ["string", "null"]}, "bigint": {"type": ["integer", "null"]},
    "integer": {"type": ["integer", "null"]}, "double": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]}, "date": {"type": ["string", "null"], "format": "date"},
    "timestamptz": {"type": ["string", "null"], "format": "date-time"},
    "blob": {"type": ["string", "null"], "contentEncoding": "base64"},
}


@functools.cache
def offered() -> tuple[str, ...]:
    """Return the questions a machine may ask: those of the walls, which name no person."""
    return tuple(sorted({name for scene in SCENES for name in asked_on(scene)}))


@functools.cache
def document() -> dict[str, Any]:
    """Return the document."""
    codes = ("400", "401", "403", "409", "411", "413", "415", "503")
    refusals = {code: {"$ref": "#/components/responses/refusal"} for code in codes}
    told = {"application/json": {"schema": {"$ref": "#/components/schemas/receipt"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "一线指挥看板 Frontline", "version": "1"},
        "security": [{"token": []}],
        "paths": {
            f"{API}/intake": {"post": {
                "summary": "Hand in tables, rows, boundaries and saved forms: the checks of the intake page",
                "parameters": [
                    _query("mode", {"enum": list(get_args(Mode)), "default": "append"}),
                    _query("from", {"type": "string", "format": "date"}),
                    _query("to", {"type": "string", "format": "date"}),
                    _query("trial", {"enum": ["0", "1"], "default": "0"}),
                    _query("datum", {"enum": list(DATUMS), "description": "Of boundaries and points in the files"}),
                    _query("approval", {"type": "string", "description": "Map approval number of boundaries"}),
                    _query("swapped", {"enum": ["0", "1"], "default": "0", "description": "Latitude stands first"}),
                    LANGUAGE,
                ],
                "requestBody": {"required": True, "content": {
                    "multipart/form-data": {"schema": {"type": "object", "required": ["file"], "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    }}},
                    "application/json": {"schema": {"$ref": "#/components/schemas/rows"}},
                }},
                "responses": {
                    "200": {"description": "All rows are in, or were in already", "content": told},
                    "207": {"description": "The good rows are in; the faults of the others are told", "content": told},
                    "422": {"description": "Nothing went in; every fault is told", "content": told},
                    **refusals,
                },
            }},
            f"{API}/answers/{{name}}": {"get": {
                "summary": "Read the answer to one question within a scope, as the walls show it",
                "parameters": [
                    {"name": "name", "in": "path", "required": True, "schema": {"enum": list(offered())}},
                    *(_query(key, {"type": "string"}) for key in ("area", "post", "home", "shift")),
                    _query("class", {"type": "string", "description": "A class of a map's legend, as in an address"}),
                    _query("of", {"enum": list(PAGES), "default": PAGES[0], "description": "The page with that map"}),
                    _query("on", {"type": "string", "format": "date"}),
                    LANGUAGE,
                ],
                "responses": {
                    "200": {"description": "The rows", "content": {"application/json": {"schema": {
                        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in offered()],
                    }}}},
                    "404": {"$ref": "#/components/responses/refusal"},
                    **refusals,
                },
            }},
            f"{API}/openapi.json": {"get": {
                "summary": "This document", "security": [],
                "responses": {"200": {"description": "This document"}},
            }},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"refusal": {"description": "Not answered, and why", "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/refusal"}},
            }}},
            "schemas": _schemas(),
        },
    }


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _schemas() -> dict[str, Any]:
    text, number, some = {"type": "string"}, {"type": "integer"}, {"type": ["integer", "null"]}
    cell = _object(file=text, sheet=text, row=some, column=text, found=text, expected=text, code=text, sentence=text)
    counts = dict.fromkeys(("added", "corrected", "withdrawn", "unchanged", "refused"), number)
    return {
        "receipt": _object(
            status={"enum": ["accepted", "partly", "refused", "unchanged"]}, generation=some,
            tables=_list(_object(table=text, title=text, **counts)), faults=_list(cell), supposed=_list(cell),
            notes=_list(text),
        ),
        "refusal": _object(error=_object(code=text, zh=text, en=text)),
        "rows": {
            "type": "object", "additionalProperties": False,
            "properties": {name: _list(_row(name)) for name in tables()},
        },
        **{name: _answer(name) for name in offered()},
    }


def _row(table: str) -> dict[str, Any]:
    said = {column.name: {"description": column.heading} for column in tables()[table].columns}
    return {"type": "object", "properties": said}


def _answer(name: str) -> dict[str, Any]:
    question, text = questions()[name], {"type": "string"}
    row = _object(**{column.name: KINDS[column.type] for column in question.columns})
    return {"description": question.question.en} | _object(
        question=text, deployment=text, scope={"type": "object"}, generation={"type": "integer"}, definitions=text,
        rules=text, true_at=text, known_at=text, columns={"type": "object"}, rows=_list(row),
    )
