"""Draw a caseaudit sample again from its manifest, and say whether it comes out the same.

    python redraw.py manifest.json

Needs Python 3.9 or later and nothing else. It shares no code with caseaudit: it was written from the description of the
method in docs/redraw.md, so that an inspector, or anyone, can check a sample without trusting the program that drew it.
Ends with exit code 0 where the sample is the same, and 1 where anything differs or the file cannot be checked.
"""

import hashlib
import json
import sys
from pathlib import Path


class CannotCheck(Exception):
    """The manifest is not one that can be checked; the text says why."""


def main(arguments):
    """Check the manifest named on the command line, print what was found, and give the exit code."""
    if len(arguments) != 1:
        print("Usage: python redraw.py manifest.json")
        return 1
    try:
        manifest = read(arguments[0])
        differences = check(manifest)
    except CannotCheck as reason:
        print(f"Not checked: {reason}")
        return 1
    except (KeyError, TypeError, AttributeError) as reason:
        print(f"Not checked: the file is not a manifest written by caseaudit ({reason!r}).")
        return 1
    if differences:
        print(f"NOT the same sample. {len(differences)} things differ:")
        for difference in differences:
            print(f"  {difference}")
        return 1
    print(summary(manifest))
    return 0


def read(path):
    """The manifest as plain data."""
    try:
        manifest = json.loads(Path(path).read_text(encoding="utf-8"))
        frame, sample = manifest["frame"], manifest["sample"]
        if manifest["manifest"] != 1:
            raise CannotCheck("the manifest is of a later format than this script knows.")
        if sample["seed"] is None:
            raise CannotCheck("these case files were picked, not drawn: there is no draw to repeat.")
        if sample["algorithm"] != "caseaudit-draw-1" or sample["method"] not in ("simple_random", "stratified"):
            raise CannotCheck(f"this script does not know the method {sample['method']!r} ({sample['algorithm']!r}).")
    except OSError as reason:
        raise CannotCheck(f"the file cannot be opened ({reason.strerror}).") from reason
    except (ValueError, KeyError, TypeError) as reason:
        raise CannotCheck(f"the file is not a manifest written by caseaudit ({reason!r}).") from reason
    require_text(manifest["order"], str)
    require_text(frame["cases"], (str, type(None)))
    return manifest


def require_text(cases, kinds_of_stratum):
    """Refuse a case file whose key or stratum is not what it has to be."""
    for case in cases:
        if not isinstance(case["key"], str) or not isinstance(case["stratum"], kinds_of_stratum):
            raise TypeError("a key or stratum is not text")


def check(manifest):
    """Everything that differs between the manifest and the draw made again from its frame, seed, method and size."""
    strata = strata_of(manifest["frame"]["cases"])
    differences = list(check_frame(manifest["frame"])) + list(check_strata(manifest["sample"]["strata"], strata))
    if not differences:
        drawn = draw(strata, manifest["sample"])
        expected, differences = replay(strata, manifest["sample"]["seed"], drawn, manifest["eliminations"])
        differences += compare(expected, manifest["order"])
    return differences


def check_frame(frame):
    """Whether the frame's case keys are those that were sealed."""
    keys = [case["key"] for case in frame["cases"]]
    if len(set(keys)) != len(keys):
        yield "The frame names a case file twice."
    found = hashlib.sha256("\n".join(sorted(keys)).encode("utf-8")).hexdigest()
    if found != frame["sha256"]:
        yield f"The frame was sealed as {frame['sha256']}, but its case keys give {found}."


def check_strata(listed, strata):
    """Whether each stratum has as many case files as the design says."""
    said = {stratum["stratum"]: stratum["frame"] for stratum in listed}
    found = {name: len(keys) for name, keys in strata.items()}
    if said != found:
        yield f"The design says the strata hold {said}, but the frame has {found}."


def strata_of(cases):
    """The case keys of each stratum; a case file in none was not in scope of the draw."""
    strata = {}
    for case in cases:
        if case["stratum"] is not None:
            strata.setdefault(case["stratum"], []).append(case["key"])
    return strata


def number(seed, key):
    """The permanent random number of a case file."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def queue(seed, keys):
    """Case keys in the order they are drawn."""
    return sorted(keys, key=lambda key: (number(seed, key), key))


def draw(strata, sample):
    """The first draw, as a list of (key, stratum), lowest random number first."""
    seed, size = sample["seed"], sample["size"]
    if not isinstance(size, int) or not 0 < size <= sum(len(keys) for keys in strata.values()):
        raise CannotCheck(f"{size!r} case files cannot be drawn from this frame.")
    if sample["method"] == "simple_random" and len(strata) > 1:
        raise CannotCheck("a simple random sample has no strata, but this frame has.")
    sizes = share({name: len(keys) for name, keys in strata.items()}, size)
    drawn = {key: name for name, keys in strata.items() for key in queue(seed, keys)[: sizes[name]]}
    return [(key, drawn[key]) for key in queue(seed, drawn)]


def share(counts, size):
    """How many case files each stratum gives: its proportional share, never less than its least number."""
    least = {name: min(2, count) for name, count in counts.items()}
    if sum(least.values()) > size:
        least = dict.fromkeys(counts, 1)
    if sum(least.values()) > size:
        least = dict.fromkeys(counts, 0)
    given = {}
    while True:
        rest = {name: count for name, count in counts.items() if name not in given}
        left, cases = size - sum(given.values()), sum(rest.values())
        below = [name for name in rest if left * rest[name] < least[name] * cases]
        if not below:
            break
        given.update({name: least[name] for name in below})
    given.update({name: left * count // cases for name, count in rest.items()})
    over = sorted(rest, key=lambda name: (-(left * rest[name] % cases), -rest[name], name))
    for name in over[: size - sum(given.values())]:
        given[name] += 1
    return given


def replay(strata, seed, drawn, eliminations):
    """The whole order after each case file was set aside and replaced, and what could not be replayed."""
    order, differences = [(key, stratum, None, None) for key, stratum in drawn], []
    for elimination in eliminations:
        out, known = elimination["key"], {key: stratum for key, stratum, _, _ in order}
        if out not in known:
            differences.append(f"{out} was set aside but had not been drawn.")
            continue
        stratum = known[out]
        waiting = [key for key in queue(seed, strata[stratum]) if key not in known]
        stand_in = waiting[0] if waiting else None
        if elimination["replaced_by"] != stand_in:
            differences.append(f"{out} should be replaced by {stand_in}, not by {elimination['replaced_by']}.")
        order = [(k, s, r, elimination["code"] if k == out else code) for k, s, r, code in order]
        if stand_in:
            order.append((stand_in, stratum, out, None))
    return [(key, stratum, number(seed, key), replaces, code) for key, stratum, replaces, code in order], differences


def compare(expected, listed):
    """Every place where the listed order is not the expected one."""
    differences = []
    if len(listed) != len(expected):
        differences.append(f"{len(listed)} case files are listed, {len(expected)} come out.")
    names = ("key", "stratum", "random_number", "replaces", "set_aside")
    for position, (case, drawn) in enumerate(zip(listed, expected), start=1):  # noqa: B905 (Python 3.9 has no strict)
        if case.get("position") != position:
            differences.append(f"Place {position} is listed as {case.get('position')!r}.")
        for name, value in zip(names, drawn):  # noqa: B905
            if case.get(name) != value:
                differences.append(f"Place {position}: {name} is {case.get(name)!r}, but {value!r} comes out.")
    return differences


def summary(manifest):
    """What was found, in words."""
    sample, order = manifest["sample"], manifest["order"]
    aside = len(manifest["eliminations"])
    scope = sum(case["stratum"] is not None for case in manifest["frame"]["cases"])
    lines = [
        f"Same sample: {sample['size']} case files drawn from {scope},"
        f" {aside} set aside, {len(order) - sample['size']} replacements, every one where it should be.",
    ]
    if sample.get("seed_was_given"):
        lines.append(
            "The seed was chosen by a person, not made after the frame was sealed: others may have been tried."
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
