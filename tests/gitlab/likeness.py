"""Tells in what an answer differs from a recorded one, beyond what every server mints for itself.

Numbers of things are matched one to one by kind; instants of the recording's day are any instant; all other values must be the same.
"""
import re

RECORDED_ORIGIN = "http://gitlab.test"
RECORDED_DAY = "2026-11-22"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# What every server mints inside texts.
MINTED = [
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"), "INSTANT"),
    (re.compile(r"project_\d+_bot_[0-9a-f]{32}"), "BOT"),
    (re.compile(r"\b[0-9a-f]{40}\b"), "HASH"),
    (re.compile(r"#note_\d+"), "#note_ID"),
]

# What a key's number counts, where the key says it; `id` alone is told by its neighbours.
KIND_OF_KEY = {
    "project_id": "project",
    "namespace_id": "namespace",
    "noteable_id": "issue",
    "moved_to_id": "issue",
    "target_id": "issue",
    "user_id": "user",
    "creator_id": "user",
    "issue_link_id": "link",
    "awardable_id": "issue",
    "add_label_ids": "label",
    "remove_label_ids": "label",
}
KIND_OF_NEIGHBOURS = [
    ({"path_with_namespace"}, "project"),
    ({"full_path"}, "namespace"),
    ({"username"}, "user"),
    ({"noteable_id"}, "note"),
    ({"source_issue", "target_issue"}, "link"),
    ({"scopes"}, "token"),
    ({"iid", "labels"}, "issue"),
    ({"iid", "start_date"}, "milestone"),
    ({"color", "name"}, "label"),
]
KIND_IN_TEXT = (("project", r"(?<=/projects/)(\d+)"), ("namespace", r"(?<=/groups/)(\d+)"))
# Values that are the server's own business; their type is still compared.
OWN_VALUES = {"avatar_url", "token", "runners_token", "ssh_url_to_repo", "next_run_at"}


def kind_of_id(node: dict) -> str:
    for keys, kind in KIND_OF_NEIGHBOURS:
        if keys <= node.keys():
            return kind
    return "thing with " + ",".join(sorted(node))


def without_minted(text: str) -> str:
    for pattern, word in MINTED:
        text = pattern.sub(word, text)
    return text


class Ids:
    """Which number here stands for which of the recording."""

    def __init__(self):
        self.here: dict[tuple[str, int], int] = {}
        self.recorded: dict[tuple[str, int], int] = {}

    def are_the_same(self, kind: str, recorded: int, here: int) -> bool:
        known = self.here.setdefault((kind, recorded), here)
        return known == here and self.recorded.setdefault((kind, here), recorded) == recorded

    def to_here(self, kind: str, recorded: int) -> int:
        return self.here.get((kind, recorded), recorded)

    def to_recorded(self, kind: str, here: int) -> int:
        return self.recorded.get((kind, here), here)


def type_name(value) -> str:
    return {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}.get(type(value), "number")


class Likeness:
    def __init__(self, origin: str, ids: Ids):
        self.origin = origin
        self.ids = ids
        self.values = True

    def text(self, value: str) -> str:
        """The text as the recording's server would have said it."""
        value = value.replace(self.origin, RECORDED_ORIGIN)
        value = without_minted(value)
        for kind, pattern in KIND_IN_TEXT:
            value = re.sub(pattern, lambda found, kind=kind: str(self.ids.to_recorded(kind, int(found[0]))), value)
        return value

    def differences(self, recorded, here, values: bool = True) -> list[str]:
        """`values` False: only keys and types are compared."""
        self.values = values
        return self._differ(recorded, here, "body", "")

    def _differ(self, recorded, here, place: str, kind: str) -> list[str]:
        if type_name(recorded) != type_name(here):
            return [f"{place}: {type_name(recorded)} {recorded!r:.80} was recorded, {type_name(here)} {here!r:.80} came"]
        if isinstance(recorded, dict):
            return self._of_objects(recorded, here, place)
        if isinstance(recorded, list):
            return self._of_arrays(recorded, here, place, kind)
        if not self.values:
            return []
        if kind and isinstance(recorded, int) and not isinstance(recorded, bool):
            same = self.ids.are_the_same(kind, recorded, here)
            return [] if same else [f"{place}: the {kind} {recorded} of the recording is not {here} elsewhere"]
        if isinstance(recorded, str):
            return self._of_texts(recorded, here, place)
        return [] if recorded == here else [f"{place}: {recorded!r} was recorded, {here!r} came"]

    def _of_texts(self, recorded: str, here: str, place: str) -> list[str]:
        if recorded.startswith(RECORDED_DAY) and (INSTANT.fullmatch(recorded) or len(recorded) == len(RECORDED_DAY)):
            shape = INSTANT if INSTANT.fullmatch(recorded) else re.compile(r"\d{4}-\d\d-\d\d")
            return [] if shape.fullmatch(here) else [f"{place}: {here!r} is no instant like {recorded!r}"]
        same = without_minted(recorded) == self.text(here)
        return [] if same else [f"{place}: {recorded!r:.200} was recorded, {here!r:.200} came"]

    def _of_objects(self, recorded: dict, here: dict, place: str) -> list[str]:
        found = [f"{place}.{key}: absent" for key in recorded if key not in here]
        found += [f"{place}.{key}: was not recorded" for key in here if key not in recorded]
        # The id first: texts beside it name it.
        for key in sorted(recorded.keys() & here.keys(), key=lambda key: (key != "id", key)):
            if key in OWN_VALUES:
                if type_name(recorded[key]) != type_name(here[key]):
                    found.append(f"{place}.{key}: {type_name(recorded[key])} was recorded, {type_name(here[key])} came")
                continue
            kind = KIND_OF_KEY.get(key, "")
            if key == "id":
                kind = kind_of_id(recorded)
            elif key == "resource_id":
                kind = {"project": "project"}.get(recorded.get("resource_type"), "issue")
            found += self._differ(recorded[key], here[key], f"{place}.{key}", kind)
        return sorted(found)

    def _of_arrays(self, recorded: list, here: list, place: str, kind: str) -> list[str]:
        found = []
        if len(recorded) != len(here):
            found.append(f"{place}: {len(recorded)} elements were recorded, {len(here)} came")
        for index, (one, other) in enumerate(zip(recorded, here)):
            found += self._differ(one, other, f"{place}[{index}]", kind)
        return found
