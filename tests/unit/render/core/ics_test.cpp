#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "render/core/ics.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

std::string property(std::string_view value) {
  render::IcsWriter writer;
  writer.text("SUMMARY", value);
  return writer.str();
}

std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

}  // namespace

TEST_CASE("text for people is escaped") {
  REQUIRE(property("a, b; c\\d\ne\r\nf: \"g\"") == "SUMMARY:a\\, b\\; c\\\\d\\ne\\nf: \"g\"\r\n");
  REQUIRE(property("") == "SUMMARY:\r\n");
}

TEST_CASE("a value of the format stands as it is") {
  render::IcsWriter writer;
  writer.line("RRULE", "FREQ=WEEKLY;BYDAY=FR,MO");
  REQUIRE(writer.str() == "RRULE:FREQ=WEEKLY;BYDAY=FR,MO\r\n");
}

TEST_CASE("a line of 75 octets stands whole, one of 76 is folded") {
  REQUIRE(property(std::string(67, 'x')) == "SUMMARY:" + std::string(67, 'x') + "\r\n");
  REQUIRE(property(std::string(68, 'x')) == "SUMMARY:" + std::string(67, 'x') + "\r\n x\r\n");
}

TEST_CASE(
    "lines of any length and any characters are folded at 75 octets, each whole UTF-8, and unfold to themselves") {
  for (const std::string character : {"x", "é", "€", "🔒"})
    for (std::size_t shift = 0; shift < 4; ++shift)
      for (std::size_t count = 0; count < 200; ++count) {
        std::string value(shift, 'a');
        for (std::size_t i = 0; i < count; ++i) value += character;
        const std::string folded = property(value);
        bool good = unfolded(folded) == "SUMMARY:" + value + "\r\n" && folded.ends_with("\r\n");
        std::string rest = folded;
        while (!rest.empty()) {
          const auto end = rest.find("\r\n");
          const std::string line = rest.substr(0, end);
          good = good && line.size() <= 75 && base::valid_utf8(line);
          rest.erase(0, end + 2);
        }
        if (!good) FAIL(shift << " and " << count << " of " << character);
      }
}

TEST_CASE("bytes that are no UTF-8 are folded too") {
  const std::string value(500, '\x80');
  REQUIRE(unfolded(property(value)) == "SUMMARY:" + value + "\r\n");
}

TEST_CASE("dates and instants have the forms of the format") {
  REQUIRE(render::ics_date(2027_y / 2 / 8) == "20270208");
  REQUIRE(render::ics_instant(base::Instant{Day{2027_y / 2 / 8}} + std::chrono::seconds{34205}) == "20270208T093005Z");
}
