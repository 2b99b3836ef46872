package org.dermatrail.connectors.synthetic;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the size of a lesion follows from the day. For a focal lesion the size is its long diameter in millimetres, for a
 * regional or generalised one its area in square centimetres.
 *
 * <p>Law: pure; the same day gives the same size on every machine. Days count from the participant's baseline and may be
 * negative. Thread-safe.
 */
sealed interface GrowthLaw {

    /** The size on a day. */
    double sizeOn(double day);

    /** Name in the truth. */
    String name();

    /** The formula in the truth; {@code t} is the day. */
    String formula();

    /** The parameters in the truth, by the letters of the formula. */
    Map<String, Double> parameters();

    /**
     * Stays as it is: a naevus of an adult.
     *
     * @param size the size
     */
    record Steady(double size) implements GrowthLaw {

        @Override
        public double sizeOn(double day) {
            return size;
        }

        @Override
        public String name() {
            return "STEADY";
        }

        @Override
        public String formula() {
            return "s(t) = s0";
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of("s0", size);
        }
    }

    /**
     * Grows by the same amount every day: a seborrhoeic keratosis.
     *
     * @param size size on day 0
     * @param perDay growth a day
     */
    record Linear(double size, double perDay) implements GrowthLaw {

        @Override
        public double sizeOn(double day) {
            return Math.max(size * 0.1, size + perDay * day);
        }

        @Override
        public String name() {
            return "LINEAR";
        }

        @Override
        public String formula() {
            return "s(t) = max(s0/10, s0 + g*t)";
        }

        @Override
        public Map<String, Double> parameters() {
            return ordered("s0", size, "g", perDay);
        }
    }

    /**
     * Grows by the same share every day: a basal cell carcinoma, slowly.
     *
     * @param size size on day 0
     * @param rate relative growth a day
     */
    record Exponential(double size, double rate) implements GrowthLaw {

        @Override
        public double sizeOn(double day) {
            return size * StrictMath.exp(rate * day);
        }

        @Override
        public String name() {
            return "EXPONENTIAL";
        }

        @Override
        public String formula() {
            return "s(t) = s0*exp(k*t)";
        }

        @Override
        public Map<String, Double> parameters() {
            return ordered("s0", size, "k", rate);
        }
    }

    /**
     * Grows fast and slows down towards a limit: a melanoma. The law is that of Gompertz (1825), used for tumours since
     * Laird, "Dynamics of tumor growth", Br J Cancer 18 (1964), 490–502, here for the long diameter.
     *
     * @param size size on day 0
     * @param limit size that is approached
     * @param rate relative slowing a day
     */
    record Gompertz(double size, double limit, double rate) implements GrowthLaw {

        @Override
        public double sizeOn(double day) {
            return limit * StrictMath.exp(StrictMath.log(size / limit) * StrictMath.exp(-rate * day));
        }

        @Override
        public String name() {
            return "GOMPERTZ";
        }

        @Override
        public String formula() {
            return "s(t) = S*exp(ln(s0/S)*exp(-r*t))";
        }

        @Override
        public Map<String, Double> parameters() {
            var parameters = ordered("s0", size, "S", limit);
            parameters.put("r", rate);
            return parameters;
        }
    }

    /**
     * Comes and goes: melasma with the sun of the year, psoriasis and acne in flares.
     *
     * @param mean mean size
     * @param swing relative amplitude, below 1
     * @param periodDays days from flare to flare
     * @param phaseDays days by which the flare of day 0 is past
     */
    record Periodic(double mean, double swing, double periodDays, double phaseDays) implements GrowthLaw {

        @Override
        public double sizeOn(double day) {
            return mean * (1 + swing * StrictMath.sin(2 * StrictMath.PI * (day + phaseDays) / periodDays));
        }

        @Override
        public String name() {
            return "PERIODIC";
        }

        @Override
        public String formula() {
            return "s(t) = m*(1 + a*sin(2*pi*(t + f)/p))";
        }

        @Override
        public Map<String, Double> parameters() {
            var parameters = ordered("m", mean, "a", swing);
            parameters.put("p", periodDays);
            parameters.put("f", phaseDays);
            return parameters;
        }
    }

    private static Map<String, Double> ordered(String name, double value, String other, double otherValue) {
        var parameters = new LinkedHashMap<String, Double>();
        parameters.put(name, value);
        parameters.put(other, otherValue);
        return parameters;
    }
}
