package sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;
import sextant.counterexamples.modules.Root;

class ModulesTest {
    /** Other jars, and the generated templates, which are the modules' own. */
    private static final DescribedPredicate<JavaClass> NOT_MODULES = JavaClass.Predicates.resideInAnyPackage(
            "sextant.ledger..", "sextant.postgres..", "sextant.schema..", "sextant.templates..");

    private static final ApplicationModules MODULES = ApplicationModules.of(Sextant.class, NOT_MODULES);

    @Test
    void each_uses_only_what_others_offer_and_only_those_it_may() {
        assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
                .contains("platform", "journal", "people", "measurement");
        MODULES.verify();
    }

    @Test
    void every_module_names_those_it_may_use() {
        assertThat(MODULES.stream())
                .allSatisfy(module -> assertThat(
                                Class.forName(module.getBasePackage().getName() + ".package-info")
                                        .getPackage()
                                        .getAnnotation(org.springframework.modulith.ApplicationModule.class))
                        .as(module.getIdentifier().toString())
                        .isNotNull()
                        .satisfies(declared -> assertThat(declared.allowedDependencies())
                                .doesNotContain(org.springframework.modulith.ApplicationModule.OPEN_TOKEN)));
    }

    @Test
    void reaching_into_another_module_is_reported() {
        ApplicationModules modules = ApplicationModules.of(Root.class, location -> true);
        assertThatThrownBy(modules::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("'outer' depends on non-exposed type")
                .hasMessageContaining("other.inside.Insides");
    }
}
