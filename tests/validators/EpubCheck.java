import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges many EPUB files by EPUBCheck in one process, for it takes longer to start than to judge.
 *
 * <p>{@code EpubCheck FILE...}. One line per file, its fields parted by tabs: pass or fail, the word epubcheck, file,
 * then each error and warning with its id and place. Usage notes and information are no fault. Exit 1 if one fails.
 */
public final class EpubCheck {
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.err.println("usage: EpubCheck FILE...");
            System.exit(2);
        }
        boolean allPass = true;
        for (String file : arguments) {
            List<String> faults = faults(file);
            allPass &= faults.isEmpty();
            StringBuilder line = new StringBuilder((faults.isEmpty() ? "pass" : "fail") + "\tepubcheck\t" + file);
            for (String fault : faults) {
                line.append('\t').append(fault.replaceAll("\\s+", " ").strip());
            }
            System.out.println(line);
        }
        System.exit(allPass ? 0 : 1);
    }

    private static List<String> faults(String file) {
        File book = new File(file);
        if (!book.isFile()) {
            return List.of("no such file");
        }
        Faults report = new Faults();
        report.setLocale(Locale.ENGLISH);
        report.setEpubFileName(file);
        try {
            report.initialize();
            new com.adobe.epubcheck.api.EpubCheck(book, report).doValidate();
            report.generate();
        } catch (RuntimeException | StackOverflowError error) {
            report.faults.add("EPUBCheck broke off: " + error);
        }
        return report.faults;
    }

    /** Keeps what EPUBCheck finds amiss, in its order. */
    private static final class Faults extends MasterReport {
        final List<String> faults = new ArrayList<>();

        @Override
        public void message(Message message, EPUBLocation location, Object... arguments) {
            Severity severity = message.getSeverity();
            if (severity == Severity.FATAL || severity == Severity.ERROR || severity == Severity.WARNING) {
                faults.add(String.format("%s %s at %s: %s", severity, message.getID(), place(location),
                        message.getMessage(arguments)));
            }
        }

        private static String place(EPUBLocation location) {
            if (location.getLine() <= 0) {
                return location.getPath();
            }
            return location.getPath() + ":" + location.getLine() + ":" + location.getColumn();
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return faults.isEmpty() ? 0 : 1;
        }

        @Override
        public void initialize() {}
    }
}
