package org.dermatrail.connectors.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A stream of chance of its own for each participant and purpose.
 *
 * <p>Laws: the stream depends on seed, purpose and index alone, so a participant is the same however many others there are,
 * and drawing a picture changes no statement. Only {@code nextLong} of L64X128MixRandom is used, whose output the JDK
 * specifies; all distributions are computed here with {@link StrictMath}, so that every machine draws the same. Used by
 * one thread.
 */
final class Draws {

    /** What a stream is for. */
    enum Purpose {
        CENTRE(1),
        PERSON(2),
        LESIONS(3),
        VISITS(4),
        ERRORS(5),
        PICTURE_ERRORS(6),
        LATER(7),
        PICTURE(8);

        /** Never changes, or all studies would. */
        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final double UNIT = 0x1.0p-53;

    private final RandomGenerator random;

    private Draws(RandomGenerator random) {
        this.random = random;
    }

    /** The stream of a purpose and an index under a seed. */
    static Draws of(long seed, Purpose purpose, long index) {
        return new Draws(ALGORITHM.create(mixed(mixed(mixed(seed) + purpose.number) + index)));
    }

    /** A seed for what draws by itself. */
    long seed() {
        return random.nextLong();
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds give unrelated streams.
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Evenly from 0 up to 1. */
    double uniform() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    double between(double least, double most) {
        return least + (most - least) * uniform();
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    int whole(int least, int most) {
        return least + below(most - least + 1);
    }

    /** A whole number from 0 up to {@code bound}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Normally distributed, by Box and Muller. */
    double normal(double mean, double deviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Log-normally distributed about a median. */
    double around(double median, double spread) {
        return median * StrictMath.exp(normal(0, spread));
    }

    /** Exponentially distributed with this mean. */
    double waiting(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Poisson distributed with this mean, by Knuth's product of uniforms. */
    int count(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = uniform();
        int count = 0;
        while (product > limit) {
            product *= uniform();
            count++;
        }
        return count;
    }

    <T> T pick(List<T> of) {
        return of.get(below(of.size()));
    }

    /** An index, drawn with these weights. */
    int weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double at = uniform() * sum;
        int index = 0;
        while (index < weights.length - 1 && at >= weights[index]) {
            at -= weights[index];
            index++;
        }
        return index;
    }
}
