"""Holds one request against an OpenAPI description: path, method, parameters, body."""
import json
import re
from datetime import datetime
from urllib.parse import parse_qsl, unquote

import jsonschema

# What the description leaves out although GitLab documents it: parameters by method and path, each with its reason.
UNDESCRIBED_PARAMETERS = {
    ("GET", "/api/v4/projects/{id}/issues"): {
        # "Keyset-based pagination" in the REST documentation; the description has `cursor`, which belongs to it, alone.
        "pagination": {"enum": ["keyset"]},
    },
    ("GET", "/api/v4/groups/{id}/issues"): {
        # In "List group issues" of the REST documentation, and in the links between pages that GitLab gives.
        "non_archived": {"type": "boolean"},
    },
}
# Properties of a body that the description types as a list, and describes as "Comma-separated list": GitLab takes both.
COMMA_LISTS = {"labels", "add_labels", "remove_labels"}

FORMATS = jsonschema.FormatChecker(formats=["date"])


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Operation:
    def __init__(self, method: str, template: str, item: dict, operation: dict):
        self.method, self.template = method, template
        names = re.findall(r"\{(\w+)\}", template)
        self.pattern = re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template)))
        parameters = {(p["in"], p["name"]): p for p in [*item.get("parameters", []), *operation.get("parameters", [])]}
        # Some path parameters are not declared at all; those take any text.
        self.path_parameters = [(name, parameters.get(("path", name), {}).get("schema", {})) for name in names]
        self.query = {name: p["schema"] for (place, name), p in parameters.items() if place == "query"}
        self.query |= UNDESCRIBED_PARAMETERS.get((method, template), {})
        # The links between pages that GitLab gives repeat the path's parameters.
        self.query |= dict(self.path_parameters)
        self.required_query = {name for (place, name), p in parameters.items() if place == "query" and p.get("required")}
        self.body = operation.get("requestBody", {})

    def body_schema(self) -> dict:
        schema = self.body["content"]["application/json"]["schema"]
        properties = dict(schema.get("properties", {}))
        for name in COMMA_LISTS & properties.keys():
            properties[name] = {"anyOf": [{"type": "string"}, properties[name]]}
        return {**schema, "properties": properties, "additionalProperties": False}


class Api:
    def __init__(self, description: dict):
        self.description = description
        self.operations = [
            Operation(method.upper(), template, item, operation)
            for template, item in description["paths"].items()
            for method, operation in item.items()
            if method in ("get", "put", "post", "delete", "patch", "head")
        ]
        # `labels/promote` before `labels/{name}`
        self.operations.sort(key=lambda one: len(one.path_parameters))

    def check(self, request: dict) -> tuple[str, list[str]]:
        """The operation's name, and what is wrong with the request."""
        matches = [one for one in self.operations if one.pattern.fullmatch(request["path"])]
        if not matches:
            return request["path"], ["no such path in the description"]
        operation = next((one for one in matches if one.method == request["method"]), None)
        if operation is None:
            return matches[0].template, [f"the path has no {request['method']}"]
        faults = self._path(operation, request["path"]) + self._query(operation, request.get("query", ""))
        return f"{operation.method} {operation.template}", faults + self._body(operation, request.get("body", ""))

    def _path(self, operation: Operation, path: str) -> list[str]:
        values = operation.pattern.fullmatch(path).groups()
        return [
            f"{name} in the path: {fault}"
            for (name, schema), value in zip(operation.path_parameters, values)
            for fault in self._text(unquote(value), schema)
        ]

    def _query(self, operation: Operation, query: str) -> list[str]:
        faults, seen = [], set()
        for key, value in parse_qsl(query, keep_blank_values=True):
            name = key if key in operation.query else key.removesuffix("[]")
            seen.add(name)
            if name not in operation.query:
                faults.append(f"no parameter {key}")
                continue
            if name == key and [k for k, _ in parse_qsl(query, keep_blank_values=True)].count(key) > 1:
                faults.append(f"{key} is given twice")
            faults += [f"parameter {key}: {fault}" for fault in self._text(value, operation.query[name])]
        return faults + [f"parameter {name} is required" for name in sorted(operation.required_query - seen)]

    def _text(self, text: str, schema: dict) -> list[str]:
        """A value of a path or query is text; it is well when any reading of it is."""
        readings = [text]
        if re.fullmatch(r"-?\d+", text):
            readings.append(int(text))
        if text in ("true", "false"):
            readings.append(text == "true")
        faults = [self._instance(reading, schema) for reading in readings]
        return [] if [] in faults else faults[0]

    def _body(self, operation: Operation, body: str) -> list[str]:
        if not body:
            return ["a body is required"] if operation.body.get("required") else []
        if not operation.body:
            return ["has a body, and takes none"]
        try:
            value = json.loads(body)
        except json.JSONDecodeError:
            return ["the body is no JSON"]
        return [f"body: {fault}" for fault in self._instance(value, operation.body_schema())]

    def _instance(self, value, schema: dict) -> list[str]:
        resolver = jsonschema.RefResolver.from_schema(self.description)
        validator = jsonschema.Draft4Validator(schema, resolver=resolver, format_checker=FORMATS)
        return [": ".join([*map(str, error.path), error.message[:200]]) for error in validator.iter_errors(value)]
