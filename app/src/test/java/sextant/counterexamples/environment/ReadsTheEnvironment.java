package sextant.counterexamples.environment;

class ReadsTheEnvironment {
    String home() {
        return System.getenv("HOME") + System.getProperty("user.home");
    }
}
