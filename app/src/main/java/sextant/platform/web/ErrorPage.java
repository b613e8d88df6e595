package sextant.platform.web;

/** What went wrong, for a person: the status code, what it means, and what can be done. */
public record ErrorPage(int status, String title, String detail) {}
