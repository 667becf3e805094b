"""Instants, days, times known in part, periods, holiday calendars."""
