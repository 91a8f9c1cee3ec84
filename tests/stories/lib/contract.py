"""Validates recorded answers of the client API against an OpenAPI description that nobody here wrote.

Reads every *.jsonl below the folder given: one answer a line, {"method", "path", "status", "body"}.
Paths that the description does not know (our own additions, the pages) are counted and left alone.
"""

import collections
import gzip
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DESCRIPTION = pathlib.Path(__file__).resolve().parents[2] / "data" / "mastodon-openapi.json.gz"
SHOWN_MAX = 25

# Where the schema of the description contradicts its own prose, which says a list of these.
LISTS = {("GET", "/api/v1/filters", 200)}


def main(folder: str) -> int:
    description = json.loads(gzip.decompress(DESCRIPTION.read_bytes()))
    registry = Registry().with_resource("urn:mastodon", Resource(contents=description, specification=DRAFT202012))
    operations = []
    for template, methods in description["paths"].items():
        pattern = re.compile("^" + re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template)) + "/?$")
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                # A fixed path wins over one with a parameter.
                operations.append((template.count("{"), method.upper(), pattern, template, operation))
    operations.sort(key=lambda entry: entry[0])

    validators: dict[str, Draft202012Validator] = {}
    seen, faults, unknown = collections.Counter(), collections.OrderedDict(), collections.Counter()
    for file in sorted(pathlib.Path(folder).rglob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            path = answer["path"].split("?")[0]
            found = next((o for o in operations if o[1] == answer["method"] and o[2].match(path)), None)
            if found is None:
                unknown[path.split("/")[1] if "/" in path else path] += 1
                continue
            _, method, _, template, operation = found
            name = f"{method} {template} {answer['status']}"
            seen[name] += 1
            pointer = schema_pointer(description, operation, template, method, answer["status"])
            if pointer is None:
                continue
            if pointer not in validators:
                validators[pointer] = Draft202012Validator({"$ref": f"urn:mastodon#{pointer}"}, registry=registry)
            try:
                body = json.loads(answer["body"])
            except json.JSONDecodeError as error:
                faults.setdefault(f"{name}: not JSON: {error}", answer["path"])
                continue
            bodies = body if (method, template, answer["status"]) in LISTS and isinstance(body, list) else [body]
            for error in (error for one in bodies for error in validators[pointer].iter_errors(one)):
                where = "/".join("*" if isinstance(part, int) else str(part) for part in error.absolute_path)
                faults.setdefault(f"{name}: {where or '.'}: {error.message[:200]}", answer["path"])

    print(f"contract: {sum(seen.values())} answers of {len(seen)} kinds validated, {sum(unknown.values())} outside the description")
    for fault, path in list(faults.items())[:SHOWN_MAX]:
        print(f"  {fault}\n      at {path}")
    if len(faults) > SHOWN_MAX:
        print(f"  and {len(faults) - SHOWN_MAX} more")
    if not seen:
        print("contract: nothing was recorded, so nothing was proven")
        return 1
    return 1 if faults else 0


def schema_pointer(description, operation, template, method, status):
    """Where the description says what this answer looks like; for undocumented errors, the shape of all errors."""
    responses = operation["responses"]
    documented = responses.get(str(status))
    escaped = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
    base = f"/paths/{escaped}/{method.lower()}/responses/{status}"
    if documented is not None and "$ref" in documented:
        base = documented["$ref"].lstrip("#")
        documented = description
        for part in base.strip("/").split("/"):
            documented = documented[part.replace("~1", "/").replace("~0", "~")]
    if documented is not None:
        if "schema" in documented.get("content", {}).get("application/json", {}):
            return f"{base}/content/application~1json/schema"
        return None
    return "/components/schemas/Error" if status >= 400 else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
