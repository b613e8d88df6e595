package sextant.platform.language;

/** Who reads: their language, number format and time zone. */
public record Reader(Texts texts, Formats formats) {}
