"""Tawatur reads published reports on armed groups and keeps a case: events, figures and who says so."""

__version__ = "0.1.0"
