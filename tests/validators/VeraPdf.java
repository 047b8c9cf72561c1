import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges many PDF files by many veraPDF profiles in one process, for the engine takes longer to start than to judge.
 *
 * <p>{@code VeraPdf FLAVOUR[,FLAVOUR...] FILE...} where a flavour is 2a, 2u, 3a, 4f, ua1, ua2, wt1a and so on. One line per
 * file and flavour, its fields parted by tabs: pass or fail, flavour, file, then each broken rule. Exit 1 if one fails.
 */
public final class VeraPdf {
    /** A page of text breaks one rule hundreds of times; beyond this the engine may stop collecting. */
    private static final int MOST_FAILURES = 500;

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: VeraPdf FLAVOUR[,FLAVOUR...] FILE...");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = flavour(name);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("no such flavour: " + name);
                System.exit(2);
            }
            flavours.add(flavour);
        }
        boolean allPass = true;
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            for (PDFAFlavour flavour : flavours) {
                List<String> faults = faults(file, flavour);
                allPass &= faults.isEmpty();
                print(faults.isEmpty() ? "pass" : "fail", flavour.getId(), file, faults);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    /** By its id: the engine's own look-up takes wt1a, which is Well-Tagged PDF, for 1a, which is PDF/A-1a. */
    private static PDFAFlavour flavour(String id) {
        for (PDFAFlavour flavour : PDFAFlavour.values()) {
            if (flavour.getId().equals(id)) {
                return flavour;
            }
        }
        return PDFAFlavour.NO_FLAVOUR;
    }

    private static List<String> faults(String file, PDFAFlavour flavour) {
        try (PDFAParser parser = parser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> faults = brokenRules(result);
            if (result.getTotalAssertions() == 0) {
                faults.add("no rule was applied");
            }
            if (faults.isEmpty() && !result.isCompliant()) {
                faults.add("not compliant, without a reason");
            }
            return faults;
        } catch (Exception | StackOverflowError error) {
            return List.of("cannot be read: " + error);
        }
    }

    private static PDFAParser parser(String file, PDFAFlavour flavour) throws Exception {
        return Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))), flavour);
    }

    /** Each broken rule once: how often, clause and test, and where it was met first. */
    private static List<String> brokenRules(ValidationResult result) {
        Map<String, List<TestAssertion>> byRule = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                byRule.computeIfAbsent(rule, unused -> new ArrayList<>()).add(assertion);
            }
        }
        List<String> rules = new ArrayList<>();
        byRule.forEach((rule, failures) -> rules.add(String.format("%s: %s (%dx, first at %s)", rule,
                failures.get(0).getMessage(), failures.size(), failures.get(0).getLocation().getContext())));
        return rules;
    }

    private static void print(String verdict, String flavour, String file, List<String> faults) {
        StringBuilder line = new StringBuilder(verdict + "\t" + flavour + "\t" + file);
        for (String fault : faults) {
            line.append('\t').append(fault.replaceAll("\\s+", " ").strip());
        }
        System.out.println(line);
    }
}
