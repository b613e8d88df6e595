package sextant.platform;

import java.math.BigDecimal;

/** One written form for each number, so that equal numbers make equal records: 21, never 21.0 or 2.1E+1. */
public final class Decimals {

    private Decimals() {}

    public static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
