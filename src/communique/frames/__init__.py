"""A record in a notebook: DataFrames for pandas or polars, and passages shown with their words marked."""

from communique.frames.opened import Frames, OpenRecord, open_record_file
from communique.frames.showing import Shown

__all__ = ["Frames", "OpenRecord", "Shown", "open_record_file"]
