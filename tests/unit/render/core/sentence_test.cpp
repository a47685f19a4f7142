#include "render/core/sentence.hpp"

#include <catch2/catch.hpp>

using secokr::render::message_lines;
using secokr::render::sentence;

TEST_CASE("a message begins with a capital, what is typed or named does not") {
  CHECK(sentence("cannot read /nope") == "Cannot read /nope");
  CHECK(sentence("a note cannot be empty") == "A note cannot be empty");
  CHECK(sentence("nothing: there is none") == "Nothing: there is none");
  CHECK(sentence("expected\nhere") == "Expected\nhere");
  CHECK(sentence("re-scope it") == "Re-scope it");
  for (const char* kept :
       {"", "secokr draft objective", "secokr does not know who you are", "--reason is empty", "`x` exists",
        "\"Red Team\" is a draft", "@ciso may not", "local:12 has no note", "okrs/FY28-Q1/red-team.md: unreadable",
        "published.json names them", "12 is no month", "- Metric: baseline", "Already so", "ärger", "git commit"})
    CHECK(sentence(kept) == kept);
}

TEST_CASE("a message wraps behind its label, and a command in it stays whole") {
  CHECK(message_lines("one two three", 12, 4) == "one two\n    three\n");
  CHECK(message_lines("one two three", std::nullopt, 4) == "one two three\n");
  CHECK(message_lines("Next: secokr draft kr \"Red Team\"", 12) == "Next:\n  secokr draft kr \"Red Team\"\n");
  CHECK(message_lines("Give --reason TEXT", 12) == "Give --reason TEXT\n");
  CHECK(message_lines("git add okrs", 6) == "git add okrs\n");
  CHECK(message_lines("Comment: /label ~\"OKR\"", 12) == "Comment: /label ~\"OKR\"\n");
  CHECK(message_lines("Store it with `secokr auth login` at once", 24, 2) ==
        "Store it with\n  `secokr auth login` at\n  once\n");
  CHECK(message_lines("Type `secokr auth login`, or secokr help", 12) == "Type `secokr auth login`, or secokr help\n");
}
