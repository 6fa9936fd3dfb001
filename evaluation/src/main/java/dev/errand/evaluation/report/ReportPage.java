package dev.errand.evaluation.report;

/// TEMP
final class ReportPage {
    ReportPage(Report report) {}

    String html() {
        return "";
    }
}
