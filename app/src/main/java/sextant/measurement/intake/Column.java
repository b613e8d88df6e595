package sextant.measurement.intake;

/** What a column of an upload, or a field of a JSON object, means to us. */
public enum Column {
    TIME,
    VALUE,
    NOTE,
    PERIOD_FROM
}
