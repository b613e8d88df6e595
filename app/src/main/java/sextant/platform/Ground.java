package sextant.platform;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time and randomness come from here and are passed in; nothing else asks the machine for them. */
@Configuration
public class Ground {
    /** For a command, which has no application to ask. */
    public static Clock machine() {
        return Clock.tickMillis(java.time.ZoneOffset.UTC);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return machine();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }
}
