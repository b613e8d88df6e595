package sextant;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** The application; {@link Launch} starts it with its database. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class Sextant {}
