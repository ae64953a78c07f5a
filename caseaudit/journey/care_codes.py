"""Codes of the children looked after return that the journey rests on, each set of them written down once."""

SHORT_BREAKS = frozenset({"V3", "V4"})
BY_AGREEMENT = frozenset({"V2"}) | SHORT_BREAKS
INTERIM_ORDER = "C1"
INTERIM_OR_FULL_ORDER = frozenset({INTERIM_ORDER, "C2"})
PLACEMENT_ORDER = "E1"
FREEING_ORDER = "D1"
ASSESSMENT_ORDER = "L3"
EMERGENCY = frozenset({"L1", "L2"})
REMAND = frozenset({"J1", "J2", "J3"})
BY_ORDER_OR_POWER = INTERIM_OR_FULL_ORDER | {FREEING_ORDER, PLACEMENT_ORDER, ASSESSMENT_ORDER} | EMERGENCY | REMAND

HOME_TO_PARENTS = frozenset({"E4A", "E4B"})
RETURNED_HOME = HOME_TO_PARENTS | {"E13"}
ADOPTED = frozenset({"E11", "E12"})
LEFT_TO_GUARDIANS = frozenset({"E41", "E43", "E44", "E45", "E46", "E47", "E48"})
LEFT_GROWN_UP = frozenset({"E5", "E6", "E7", "E15", "E17"})
TAKEN_OVER = frozenset({"E3"})

PLACED_FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
