package org.dermatrail.ops.bench.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** One document a capture with the columns of the generated table, in one segment. Searching is thread-safe. */
public final class BareIndex implements AutoCloseable {

    private static final String NUMBER = "number";

    private final Directory directory;
    private final IndexWriter writer;

    /** Makes an empty index in a folder. */
    public BareIndex(Path folder) throws IOException {
        directory = FSDirectory.open(folder);
        writer = new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(96));
    }

    /** Adds a capture. */
    public void add(int number, Map<String, String> keywords, Map<String, Integer> numbers) throws IOException {
        var document = new Document();
        document.add(new NumericDocValuesField(NUMBER, number));
        keywords.forEach((field, value) -> document.add(new KeywordField(field, value, Field.Store.NO)));
        numbers.forEach((field, value) -> document.add(new IntField(field, value, Field.Store.NO)));
        writer.addDocument(document);
    }

    /** Ends adding: commits and merges into one segment. */
    public Searching searching() throws IOException {
        writer.commit();
        writer.forceMerge(1);
        writer.commit();
        return new Searching(DirectoryReader.open(directory));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }

    /**
     * A condition: each field is one of its values, each number at least and at most so much.
     *
     * @param keywords values by field
     * @param numbers least and greatest value by field
     */
    public record Condition(Map<String, Set<String>> keywords, Map<String, int[]> numbers) {

        private Query query() {
            var query = new BooleanQuery.Builder();
            keywords.forEach((field, values) -> query.add(
                    KeywordField.newSetQuery(
                            field, values.stream().map(BytesRef::new).toList()),
                    Occur.FILTER));
            numbers.forEach(
                    (field, bounds) -> query.add(IntField.newRangeQuery(field, bounds[0], bounds[1]), Occur.FILTER));
            return query.build();
        }
    }

    /** The searching half. */
    public static final class Searching implements AutoCloseable {

        private final DirectoryReader reader;
        private final IndexSearcher searcher;

        private Searching(DirectoryReader reader) {
            this.reader = reader;
            this.searcher = new IndexSearcher(reader);
        }

        /** How many captures there are. */
        public int size() {
            return reader.numDocs();
        }

        /** How many match. */
        public int count(Condition condition) throws IOException {
            return searcher.count(condition.query());
        }

        /** How many match, and how they spread over each field; the count stands under no field. */
        public Map<String, Map<String, Integer>> facets(Condition condition, List<String> fields) throws IOException {
            return searcher.search(condition.query(), new OnePass(fields)).named();
        }

        /** How many match, with the first of them by number; the two are found in one pass. */
        public int first(Condition condition, int most) throws IOException {
            var sort = new Sort(new SortField(NUMBER, SortField.Type.INT));
            var top = searcher.search(condition.query(), new TopFieldCollectorManager(sort, most, Integer.MAX_VALUE));
            long all = top.totalHits.value();
            if (top.scoreDocs.length != Math.min(all, most)) {
                throw new IOException("the first " + most + " of " + all + " are " + top.scoreDocs.length);
            }
            return Math.toIntExact(all);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private record OnePass(List<String> fields) implements CollectorManager<Ordinals, Ordinals> {

        @Override
        public Ordinals newCollector() {
            return new Ordinals(fields);
        }

        @Override
        public Ordinals reduce(java.util.Collection<Ordinals> collectors) {
            return collectors.iterator().next();
        }
    }

    /** Counts ordinals; one segment only. */
    private static final class Ordinals extends SimpleCollector implements Collector {

        private final List<String> fields;
        private final List<SortedDocValues> values = new ArrayList<>();
        private final List<int[]> counts = new ArrayList<>();
        private int all;

        Ordinals(List<String> fields) {
            this.fields = fields;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            for (var field : fields) {
                var single = DocValues.unwrapSingleton(DocValues.getSortedSet(context.reader(), field));
                if (single == null) {
                    throw new IOException(field + " has several values");
                }
                values.add(single);
                counts.add(new int[single.getValueCount()]);
            }
        }

        @Override
        public void collect(int document) throws IOException {
            all++;
            for (int i = 0; i < counts.size(); i++) {
                var field = values.get(i);
                if (field.advanceExact(document)) {
                    counts.get(i)[field.ordValue()]++;
                }
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        Map<String, Map<String, Integer>> named() throws IOException {
            var named = new TreeMap<String, Map<String, Integer>>();
            for (int i = 0; i < fields.size(); i++) {
                var buckets = new TreeMap<String, Integer>();
                for (int ordinal = 0; ordinal < counts.get(i).length; ordinal++) {
                    if (counts.get(i)[ordinal] > 0) {
                        buckets.put(values.get(i).lookupOrd(ordinal).utf8ToString(), counts.get(i)[ordinal]);
                    }
                }
                named.put(fields.get(i), buckets);
            }
            named.put("", Map.of("", all));
            return named;
        }
    }
}
