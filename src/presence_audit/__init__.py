"""Audits a company's social presence and its leaders': honest numbers, each with its evidence."""

__version__ = "0.1.0"
