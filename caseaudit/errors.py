"""What can go wrong, each with a sentence a person can act on."""


class CaseauditError(Exception):
    """Anything caseaudit refuses; its text can be shown as it stands and never holds anything personal."""


class DefinitionError(CaseauditError):
    """A workflow or form file is wrong; the text names the file and the key."""


class SettingsError(CaseauditError):
    """A setting is missing or cannot be used; the text names the variable."""


class RefusedFile(CaseauditError):
    """A file cannot be read at all; nothing of it was kept."""


class NotAllowed(CaseauditError):
    """A step does not exist, is not for this person, or cannot be taken yet."""


class NotFound(CaseauditError):
    """There is no such thing, or it is not this person's to see."""


class EditedMeanwhile(CaseauditError):
    """Somebody else, or another tab, saved first; nothing was overwritten."""


class OutsideCalendar(CaseauditError):
    """A date lies beyond the years whose bank holidays are known, so no working day can be counted there."""
