package org.dermatrail.projections.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.ChildScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.CohortField;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.cohort.Level;

/** Criteria as queries over rows, and the access filter as a query over participants. */
final class RowQueries {

    private static final Query ALL = Query.of(q -> q.matchAll(all -> all));
    private static final Query NONE = Query.of(q -> q.matchNone(none -> none));

    private RowQueries() {}

    /** Participants the caller may see, one of whose rows fits; the one way a question gets at anything. */
    static Query participants(AccessFilter access, Query rows) {
        var all = access(access);
        all.add(Query.of(q -> q.nested(nested -> nested.path(Fields.rows(Fields.BLOCK))
                .scoreMode(ChildScoreMode.None)
                .query(rows))));
        return all(all);
    }

    /** What a document must fulfil for the caller to see it. */
    static List<Query> access(AccessFilter access) {
        var all = new ArrayList<Query>();
        restrict(all, Fields.access(Fields.STUDY), access.studies());
        restrict(all, Fields.access(Fields.SITE), access.sites());
        if (access.consentedOnly()) {
            all.add(isTrue(Fields.access(Fields.CONSENTED)));
        }
        return all;
    }

    private static void restrict(List<Query> all, String field, AccessFilter.Scope scope) {
        if (scope instanceof AccessFilter.Only only) {
            all.add(in(field, only.ids()));
        }
    }

    /** Rows at a path that fit and are not withheld. */
    static Query shown(String rows, Criteria criteria) {
        return all(List.of(of(rows, criteria), shown(rows)));
    }

    /** Rows at a path that are not withheld. */
    static Query shown(String rows) {
        return not(withheld(rows));
    }

    /** Rows at a path of captures that are withheld. */
    static Query held(String rows) {
        return all(List.of(withheld(rows), having(rows, Level.CAPTURE)));
    }

    /** Rows at a path that have something of a level. */
    static Query having(String rows, Level level) {
        return switch (level) {
            case PARTICIPANT -> ALL;
            case LESION -> not(word(rows, Words.NO_LESION));
            case CAPTURE -> not(word(rows, Words.NO_CAPTURE));
        };
    }

    private static Query word(String rows, String word) {
        return Query.of(q -> q.term(term -> term.field(Fields.words(rows)).value(word)));
    }

    private static Query withheld(String rows) {
        return isTrue(Fields.of(rows, Fields.WITHHELD));
    }

    static Query exists(String field) {
        return Query.of(q -> q.exists(exists -> exists.field(field)));
    }

    static Query isTrue(String field) {
        return Query.of(q -> q.term(term -> term.field(field).value(true)));
    }

    static Query in(String field, Collection<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        var sorted = values.stream().sorted().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(terms -> terms.field(field).terms(of -> of.value(sorted))));
    }

    /** Rows at a path that fit. */
    static Query of(String rows, Criteria criteria) {
        return switch (criteria) {
            case Criteria.All all ->
                all(all.of().stream().map(each -> of(rows, each)).toList());
            case Criteria.Any any ->
                any(any.of().stream().map(each -> of(rows, each)).toList());
            case Criteria.Not not -> not(of(rows, not.of()));
            case Criteria.In in ->
                in(
                        Fields.words(rows),
                        in.values().stream()
                                .map(value -> Words.of(in.field(), value))
                                .toList());
            case Criteria.Between between -> between(Fields.number(rows, between.field()), between);
            case Criteria.Known known ->
                known.field().kind() == CohortField.Kind.NUMBER
                        ? exists(Fields.number(rows, known.field()))
                        : not(word(rows, Words.none(known.field())));
        };
    }

    private static Query between(String field, Criteria.Between between) {
        if (between.from() == null && between.to() == null) {
            return exists(field);
        }
        return Query.of(q -> q.range(any -> any.number(number -> {
            number.field(field);
            if (between.from() != null) {
                number.gte((double) between.from());
            }
            if (between.to() != null) {
                number.lte((double) between.to());
            }
            return number;
        })));
    }

    static Query all(List<Query> of) {
        return switch (of.size()) {
            case 0 -> ALL;
            case 1 -> of.getFirst();
            default -> Query.of(q -> q.bool(bool -> bool.filter(of)));
        };
    }

    private static Query any(List<Query> of) {
        return switch (of.size()) {
            case 0 -> NONE;
            case 1 -> of.getFirst();
            default -> Query.of(q -> q.bool(bool -> bool.should(of).minimumShouldMatch("1")));
        };
    }

    static Query not(Query of) {
        return Query.of(q -> q.bool(bool -> bool.filter(ALL).mustNot(of)));
    }
}
