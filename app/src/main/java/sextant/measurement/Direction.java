package sextant.measurement;

/** The favourable way of a KPI: whether higher or lower values are better. */
public enum Direction {
    INCREASE,
    DECREASE;
}
