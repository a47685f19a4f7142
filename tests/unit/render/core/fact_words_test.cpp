#include "render/core/fact_words.hpp"

#include <catch2/catch.hpp>

using secokr::render::fact_words;

namespace {

std::string told(std::string_view field, std::string_view before, std::string_view after) {
  const auto words = fact_words(field, "IT", before, after);
  return words ? words->name + ": " + words->words : "";
}

}  // namespace

TEST_CASE("what is answered, ticked and renumbered is told in a few words") {
  const std::string yes = "confirmed by @it-manager on 2027-01-04";
  const std::string no = "declined by @it-manager on 2027-01-11: scope: not ours";
  CHECK(told("Answers 1", "", yes) == "Dependency on IT: " + yes);
  CHECK(told("Answers 1", yes, yes + " — " + no) == "Dependency on IT: " + no);
  CHECK(told("Answers 2", yes, no) == "Dependency on IT: " + no + " (was: " + yes + ")");
  CHECK(told("Answers 2", yes, "") == "Dependency on IT: no answer any more (was: " + yes + ")");
  CHECK(fact_words("Answers 2", "", "", yes)->name == "Dependency 2");
  CHECK(told("Done 2", "", "yes") == "Milestone 2: done");
  CHECK(told("Done 2", "yes", "no longer applies") == "Milestone 2: no longer applies");
  CHECK(told("Done 2", "yes", "") == "Milestone 2: open again");
  CHECK(told("Number", "2", "1") == "Number: KR1, was KR2");
}

TEST_CASE("a plain field is told by its value before and its value after") {
  for (const char* plain : {"Title", "Metric", "Milestone 1", "Dependency 1", "Outcome"})
    CHECK_FALSE(fact_words(plain, "IT", "before", "after"));
}
