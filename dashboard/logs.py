"""The log tells where the code failed, not with which data: messages of exceptions may hold what people typed."""

import logging
import traceback

_LOUD = ("streamlit.error_util", "uvicorn.error")
"""Loggers that write down exceptions we did not expect."""


class WithoutMessages(logging.Filter):
    """Keeps an exception's place and type in a record, and leaves its message out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record; every record passes."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.exc_text = "\n".join(_told(error))
            record.exc_info = None
        return True


def keep_text_out() -> None:
    """Applies ``WithoutMessages`` wherever exceptions are logged; again and again is as good as once."""
    for name in _LOUD:
        logger = logging.getLogger(name)
        if not any(isinstance(known, WithoutMessages) for known in logger.filters):
            logger.addFilter(WithoutMessages())


def _told(error: BaseException) -> list[str]:
    """Types and places of an exception and of what led to it, the first one first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = [*_told(cause), "then:"] if cause else []
    return [*earlier, "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__]
