package org.dermatrail.ops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

    private static final String HOUSE = "org.dermatrail";
    private static final String FIXTURES = "org.dermatrail.ops.architecture.fixtures";

    /** Tests of another room, as the packaged build hands them on. */
    private static final ImportOption NO_JARS_OF_TESTS = location -> !location.contains("-tests.jar!");

    private JavaClasses house = new ClassFileImporter().importClasses();
    private JavaClasses fixtures = new ClassFileImporter().importClasses();

    @BeforeAll
    void read_all_classes_once() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(NO_JARS_OF_TESTS)
                .importPackages(HOUSE);
        fixtures = new ClassFileImporter().importPackages(FIXTURES);
    }

    static Stream<HouseRule> rules() {
        return Stream.of(Arrows.rules(), Purity.rules(), Names.rules()).flatMap(rules -> rules);
    }

    static Stream<Room> rooms() {
        return Room.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_house_keeps_its_rules(HouseRule rule) {
        rule.under().apply(HOUSE).allowEmptyShould(false).check(house);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_reports_what_breaks_it(HouseRule rule) {
        var report = rule.under().apply(FIXTURES).evaluate(fixtures).getFailureReport();

        assertThat(rule.bitesOn()).isNotEmpty();
        for (var breach : rule.bitesOn()) {
            assertThat(report.getDetails()).as("%s", rule).anyMatch(detail -> detail.contains(breach));
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_keeps_to_its_own_package(Room room) {
        // Given
        var target = "/" + room.folder() + "/target/";

        // When
        var built = house.stream()
                .filter(type ->
                        type.getSource().orElseThrow().getUri().toString().contains(target))
                .toList();

        // Then
        assertThat(built).isNotEmpty().allMatch(type -> (type.getPackageName() + ".")
                .startsWith(room.packages(HOUSE).replace("..", ".")));
    }

    @Test
    void every_class_lives_in_a_room() {
        var packages = Stream.concat(
                        rooms().map(room -> room.packages(HOUSE).replace("..", ".")), Stream.of(HOUSE + ".ops."))
                .toList();

        assertThat(house).allMatch(type -> packages.stream().anyMatch((type.getPackageName() + ".")::startsWith));
    }
}
