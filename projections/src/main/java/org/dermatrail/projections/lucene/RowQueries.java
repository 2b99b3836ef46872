package org.dermatrail.projections.lucene;

import java.util.Set;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.cohort.Criteria;

/** Criteria and access filter as Lucene queries. */
final class RowQueries {

    private RowQueries() {}

    /** Rows that fit the criteria and may be seen, withheld ones included. */
    static Query of(AccessFilter access, Criteria criteria) {
        var query = new BooleanQuery.Builder();
        query.add(of(criteria), Occur.FILTER);
        restrict(query, access);
        return query.build();
    }

    /** The same without withheld ones. */
    static Query ofShown(AccessFilter access, Criteria criteria) {
        return new BooleanQuery.Builder()
                .add(of(access, criteria), Occur.FILTER)
                .add(new TermQuery(new Term(RowDocuments.WITHHELD, RowDocuments.YES)), Occur.MUST_NOT)
                .build();
    }

    private static void restrict(BooleanQuery.Builder query, AccessFilter access) {
        restrict(query, RowDocuments.STUDY, access.studies());
        restrict(query, RowDocuments.SITE, access.sites());
        if (access.consentedOnly()) {
            query.add(new TermQuery(new Term(RowDocuments.CONSENTED, RowDocuments.YES)), Occur.FILTER);
        }
    }

    private static void restrict(BooleanQuery.Builder query, String field, AccessFilter.Scope scope) {
        if (scope instanceof AccessFilter.Only only) {
            query.add(
                    new TermInSetQuery(
                            field, only.ids().stream().map(RowDocuments::bytes).toList()),
                    Occur.FILTER);
        }
    }

    private static Query of(Criteria criteria) {
        return switch (criteria) {
            case Criteria.All all -> all(all);
            case Criteria.Any any -> any(any);
            case Criteria.Not not -> not(not);
            case Criteria.In in -> in(RowDocuments.name(in.field()), in.values());
            case Criteria.Between between ->
                IntField.newRangeQuery(
                        RowDocuments.name(between.field()),
                        between.from() == null ? Integer.MIN_VALUE : between.from(),
                        between.to() == null ? Integer.MAX_VALUE : between.to());
            case Criteria.Known known -> new FieldExistsQuery(RowDocuments.name(known.field()));
        };
    }

    private static Query all(Criteria.All all) {
        if (all.of().isEmpty()) {
            return MatchAllDocsQuery.INSTANCE;
        }
        var query = new BooleanQuery.Builder();
        all.of().forEach(each -> query.add(of(each), Occur.FILTER));
        return query.build();
    }

    private static Query any(Criteria.Any any) {
        if (any.of().isEmpty()) {
            return new MatchNoDocsQuery("none of nothing");
        }
        var query = new BooleanQuery.Builder();
        any.of().forEach(each -> query.add(of(each), Occur.SHOULD));
        return new ConstantScoreQuery(query.build());
    }

    private static Query not(Criteria.Not not) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(of(not.of()), Occur.MUST_NOT)
                .build();
    }

    private static Query in(String field, Set<String> values) {
        if (values.isEmpty()) {
            return new MatchNoDocsQuery("one of no values");
        }
        return values.size() == 1
                ? KeywordField.newExactQuery(field, values.iterator().next())
                : KeywordField.newSetQuery(
                        field, values.stream().map(RowDocuments::bytes).toList());
    }
}
