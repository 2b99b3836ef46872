package org.dermatrail.projections.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dermatrail.projections.cohort.CriteriaReader.Code;
import org.dermatrail.projections.cohort.CriteriaReader.Read;
import org.dermatrail.projections.cohort.CriteriaReader.Unreadable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class CriteriaReaderTest {

    private static Map<String, Object> in(String field, Object... values) {
        return Map.of("field", field, "in", List.of(values));
    }

    private static void unreadable(Map<String, ?> raw, Code code, String path, String words) {
        var reading = CriteriaReader.read(raw);
        assertThat(reading).isInstanceOf(Unreadable.class);
        var unreadable = (Unreadable) reading;
        assertThat(unreadable.code()).isEqualTo(code);
        assertThat(unreadable.path()).isEqualTo(path);
        assertThat(unreadable.sentence()).contains(words);
    }

    @Test
    void reads_every_form() {
        var raw = Map.of(
                "all",
                List.of(
                        in("diagnosis", "MEL"),
                        Map.of("any", List.of(in("withPicture", true), in("study", "ham10000"))),
                        Map.of("not", Map.of("field", "ageYears", "from", 61, "to", 80L)),
                        Map.of("field", "day", "known", true),
                        Map.of("field", "sex", "known", false)));

        assertThat(CriteriaReader.read(raw))
                .isEqualTo(new Read(new Criteria.All(List.of(
                        new Criteria.In(CohortField.DIAGNOSIS, Set.of("MEL")),
                        new Criteria.Any(List.of(
                                new Criteria.In(CohortField.WITH_PICTURE, Set.of("true")),
                                new Criteria.In(CohortField.STUDY, Set.of("ham10000")))),
                        new Criteria.Not(new Criteria.Between(CohortField.AGE_YEARS, 61, 80)),
                        new Criteria.Known(CohortField.DAY),
                        new Criteria.Not(new Criteria.Known(CohortField.SEX))))));
    }

    @Test
    void takes_null_for_absent_and_an_empty_node_for_every_row() {
        var half = new HashMap<String, @Nullable Object>();
        half.put("field", "ageYears");
        half.put("from", 61);
        half.put("to", null);
        half.put("all", null);

        assertThat(CriteriaReader.read(half))
                .isEqualTo(new Read(new Criteria.Between(CohortField.AGE_YEARS, 61, null)));
        assertThat(CriteriaReader.read(Map.of())).isEqualTo(new Read(Criteria.everything()));
    }

    @Test
    void names_the_path_and_a_near_field() {
        unreadable(
                Map.of("all", List.of(in("sex", "MALE"), Map.of("field", "agee", "from", 1))),
                Code.CRITERIA_FIELD_UNKNOWN,
                "all[1].field",
                "all[1].field 'agee' is unknown; did you mean 'ageYears'?");
        unreadable(
                Map.of("not", in("diagnosys", "MEL")),
                Code.CRITERIA_FIELD_UNKNOWN,
                "not.field",
                "did you mean 'diagnosis'?");
    }

    @Test
    void names_a_near_value_of_a_closed_set_and_leaves_open_sets_open() {
        unreadable(in("diagnosis", "MELL"), Code.CRITERIA_VALUE_UNKNOWN, "in[0]", "did you mean 'MEL'?");
        assertThat(CriteriaReader.read(in("technique", "ANYTHING"))).isInstanceOf(Read.class);
    }

    @Test
    void refuses_forms_that_are_none_or_several() {
        unreadable(Map.of("any", List.of(Map.of())), Code.CRITERIA_FORM_UNCLEAR, "any[0]", "exactly one of");
        unreadable(
                Map.of("all", List.of(), "any", List.of()), Code.CRITERIA_FORM_UNCLEAR, "", "the condition at the top");
        unreadable(
                Map.of("field", "ageYears", "from", 1, "known", true),
                Code.CRITERIA_FORM_UNCLEAR,
                "",
                "exactly one of");
        unreadable(Map.of("field", "sex"), Code.CRITERIA_FORM_UNCLEAR, "", "exactly one of");
        unreadable(Map.of("al", List.of()), Code.CRITERIA_FORM_UNCLEAR, "al", "did you mean 'all'?");
    }

    @Test
    void refuses_wrong_types_and_unfit_fields() {
        unreadable(Map.of("all", "sex"), Code.CRITERIA_TYPE_WRONG, "all", "a list of conditions");
        unreadable(Map.of("any", List.of(3)), Code.CRITERIA_TYPE_WRONG, "any[0]", "a condition");
        unreadable(in("sex"), Code.CRITERIA_TYPE_WRONG, "in", "one or more values");
        unreadable(in("technique", 3), Code.CRITERIA_TYPE_WRONG, "in[0]", "text");
        unreadable(Map.of("field", "day", "from", 1.5), Code.CRITERIA_TYPE_WRONG, "from", "a whole number");
        unreadable(Map.of("field", "day", "known", "yes"), Code.CRITERIA_TYPE_WRONG, "known", "true or false");
        unreadable(Map.of("field", 7, "known", true), Code.CRITERIA_TYPE_WRONG, "field", "the name of a field");
        unreadable(in("ageYears", "61"), Code.CRITERIA_FIELD_UNFIT, "field", "'from' and 'to'");
        unreadable(Map.of("field", "sex", "from", 1), Code.CRITERIA_FIELD_UNFIT, "field", "'in'");
        unreadable(Map.of("field", "day", "from", 9, "to", 1), Code.CRITERIA_RANGE_EMPTY, "to", "less than from 9");
    }

    @Test
    void refuses_what_is_too_large_without_reading_on() {
        Map<String, Object> deep = in("sex", "MALE");
        for (int i = 0; i < 10_000; i++) {
            deep = Map.of("not", deep);
        }
        assertThat(CriteriaReader.read(deep)).isInstanceOfSatisfying(Unreadable.class, one -> assertThat(one.code())
                .isEqualTo(Code.CRITERIA_TOO_LARGE));
        unreadable(
                Map.of("any", Collections.nCopies(300, in("sex", "MALE"))),
                Code.CRITERIA_TOO_LARGE,
                "any[199]",
                "200 are allowed");
        var values = Collections.nCopies(1001, (Object) "x").toArray();
        unreadable(in("technique", values), Code.CRITERIA_TOO_LARGE, "in", "ask for fewer");
        unreadable(in("technique", "x".repeat(201)), Code.CRITERIA_TOO_LARGE, "in[0]", "200 characters");
    }

    @Property
    void whatever_is_written_is_read_back(@ForAll("criteria") Criteria criteria) {
        assertThat(CriteriaReader.read(written(criteria))).isEqualTo(new Read(criteria));
    }

    @Provide
    Arbitrary<Criteria> criteria() {
        Arbitrary<Criteria> in = Arbitraries.of("MEL", "NV", "BCC")
                .set()
                .ofMinSize(1)
                .map(values -> new Criteria.In(CohortField.DIAGNOSIS, values));
        Arbitrary<Criteria> between = Arbitraries.integers()
                .between(0, 50)
                .map(from -> new Criteria.Between(CohortField.DAY, from, from + 5));
        Arbitrary<Criteria> known = Arbitraries.of(CohortField.values()).map(Criteria.Known::new);
        return group(group(Arbitraries.oneOf(in, between, known)));
    }

    private static Arbitrary<Criteria> group(Arbitrary<Criteria> of) {
        Arbitrary<List<Criteria>> some = of.list().ofMaxSize(3);
        return Arbitraries.oneOf(
                of, some.map(Criteria.All::new), some.map(Criteria.Any::new), of.map(Criteria.Not::new));
    }

    private static Map<String, Object> written(Criteria criteria) {
        return switch (criteria) {
            case Criteria.All all -> Map.of("all", written(all.of()));
            case Criteria.Any any -> Map.of("any", written(any.of()));
            case Criteria.Not not -> Map.of("not", written(not.of()));
            case Criteria.In in -> Map.of("field", in.field().wireName(), "in", List.copyOf(in.values()));
            case Criteria.Between between -> {
                var raw = new TreeMap<String, Object>(
                        Map.of("field", between.field().wireName()));
                if (between.from() != null) {
                    raw.put("from", between.from());
                }
                if (between.to() != null) {
                    raw.put("to", between.to());
                }
                yield raw;
            }
            case Criteria.Known known -> Map.of("field", known.field().wireName(), "known", true);
        };
    }

    private static List<Object> written(List<Criteria> of) {
        var raw = new ArrayList<Object>();
        of.forEach(each -> raw.add(written(each)));
        return raw;
    }
}
