package dev.errand.intents;

/// What planning may take of a budget. A planner asks it before each request to a model, tells it what comes while it
/// comes, and says at the end what the request took. For the thread that plans.
public interface Allowance {
    /// Allows one request. Whoever gets a call ends it, whatever comes of the request.
    ///
    /// @param inputTokens estimated
    /// @throws Exhausted if there is no room for it; it must not be made then
    Call begin(String model, long inputTokens) throws Exhausted;

    /// A request that is being made.
    interface Call {
        /// A piece of the answer came.
        ///
        /// @param outputTokens of all pieces so far, estimated
        /// @throws Exhausted if the rest of the answer must not be waited for
        void received(long outputTokens) throws Exhausted;

        /// The request is over, well or not.
        void ended(Tokens used);
    }

    /// There is no room for more. Whoever gave the allowance knows why.
    final class Exhausted extends Exception {
        private static final long serialVersionUID = 1;

        public Exhausted() {
            super("There is no room in the budget.", null, false, false);
        }
    }

    /// Allows everything and remembers nothing.
    static Allowance unlimited() {
        Call call = new Call() {
            @Override
            public void received(long outputTokens) {}

            @Override
            public void ended(Tokens used) {}
        };
        return (_, _) -> call;
    }
}
