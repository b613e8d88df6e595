package sextant.demonstration;

import java.security.SecureRandom;

/** A passphrase that can be read out and typed: eight syllables of a consonant and a vowel, 51 bits. */
public final class Passphrase {
    private static final String CONSONANTS = "bdfghjklmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = 8;

    private Passphrase() {}

    public static String spoken(SecureRandom random) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < SYLLABLES; i++) {
            if (i > 0 && i % 2 == 0) words.append('-');
            words.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return words.toString();
    }
}
