package sextant.demonstration;

/** What the product answers to an act of the story: anything but what the story says is a mistake in the story. */
final class Went {
    private Went() {}

    static <T> T well(Object result, Class<T> expected) {
        if (!expected.isInstance(result))
            throw new IllegalStateException("not " + expected.getSimpleName() + ": " + result);
        return expected.cast(result);
    }
}
