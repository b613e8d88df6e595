package sextant.evaluation.rule;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact rational number, for the reference evaluator alone. The denominator is positive. */
record Fraction(BigInteger numerator, BigInteger denominator) {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

    static Fraction of(BigDecimal decimal) {
        String digits = decimal.toPlainString();
        int point = digits.indexOf('.');
        int decimals = point < 0 ? 0 : digits.length() - point - 1;
        return new Fraction(new BigInteger(digits.replace(".", "")), BigInteger.TEN.pow(decimals));
    }

    Fraction plus(Fraction other) {
        BigInteger sum = numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
        BigInteger below = denominator.multiply(other.denominator);
        BigInteger common = sum.gcd(below);
        return new Fraction(sum.divide(common), below.divide(common));
    }

    Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    Fraction dividedBy(int count) {
        return new Fraction(numerator, denominator.multiply(BigInteger.valueOf(count)));
    }

    boolean greaterThan(Fraction other) {
        return minus(other).numerator.signum() > 0;
    }

    boolean sameAs(BigDecimal decimal) {
        return minus(of(decimal)).numerator.signum() == 0;
    }

    /** To the nearest millionth; of two equally near ones, the one whose last digit is even. */
    Fraction toMillionths() {
        BigInteger scaled = numerator.multiply(MILLION);
        BigInteger rest = scaled.mod(denominator);
        BigInteger lower = scaled.subtract(rest).divide(denominator);
        int half = rest.shiftLeft(1).compareTo(denominator);
        boolean up = half > 0 || (half == 0 && lower.testBit(0));
        return new Fraction(up ? lower.add(BigInteger.ONE) : lower, MILLION);
    }
}
