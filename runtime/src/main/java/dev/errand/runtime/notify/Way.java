package dev.errand.runtime.notify;

/// A way to reach the person.
sealed interface Way permits Desktop, Push, Letter {
    /// As in the configuration.
    String name();

    /// @param text what may be shown of the notice
    /// @throws NotSent if it could not be handed over
    void send(Notice notice, String text) throws NotSent;

    /// A notice could not be handed over. The message says why.
    final class NotSent extends Exception {
        private static final long serialVersionUID = 1;

        NotSent(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
