"""Example reports, written for Onrecord; the people and the events in them are invented."""
