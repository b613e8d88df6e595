package sextant.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Counts how often a password is compared: that is the work by which an unknown account could be told from a known one. */
public final class CountedPasswords implements BeanPostProcessor {
    private final AtomicInteger comparisons = new AtomicInteger();

    public int comparisons() {
        return comparisons.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PasswordEncoder encoder ? new Counted(encoder) : bean;
    }

    private final class Counted implements PasswordEncoder {
        private final PasswordEncoder real;

        Counted(PasswordEncoder real) {
            this.real = real;
        }

        @Override
        public String encode(CharSequence password) {
            return real.encode(password);
        }

        @Override
        public boolean matches(CharSequence password, String encoded) {
            comparisons.incrementAndGet();
            return real.matches(password, encoded);
        }
    }
}
