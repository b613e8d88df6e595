package sextant.ledger;

/** ASCII decimals from 0 to 2^53 − 1 without leading zeroes, as checkpoints and proofs write sizes and indexes. */
final class Decimal {
    private Decimal() {}

    static long parse(String text, String what) {
        boolean digits = !text.isEmpty() && text.length() <= 16 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0'))
            throw new Malformed(what + " is not a decimal without leading zeroes");
        long value = Long.parseLong(text);
        if (value > CanonicalJson.MAX_INTEGER) throw new Malformed(what + " is beyond 2^53 - 1");
        return value;
    }
}
