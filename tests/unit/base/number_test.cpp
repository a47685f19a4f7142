#include "base/number.hpp"

#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace secokr;
using namespace secokr::base;

TEST_CASE("a quantity is a number with its unit, or a currency in front") {
  struct Case {
    std::string text;
    double number;
    std::string unit;
  };
  for (const Case& each : std::vector<Case>{{"78", 78, ""},
                                            {" 78 % ", 78, "%"},
                                            {"78%", 78, "%"},
                                            {"-3.5 days", -3.5, "days"},
                                            {"+7", 7, ""},
                                            {".5", 0.5, ""},
                                            {"$300", 300, "$"},
                                            {"$ 300.50", 300.5, "$"},
                                            {"-$300", -300, "$"},
                                            {"€12", 12, "€"},
                                            {"EUR 12", 12, "EUR"},
                                            {"US$5", 5, "US$"},
                                            {"$1.5 M", 1.5, "$ M"},
                                            {"$1.5M", 1.5, "$ M"},
                                            {"12 EUR", 12, "EUR"},
                                            {"7\u200B8\uFEFF", 78, ""},
                                            {"78\u00A0%", 78, "%"},
                                            {"\u22125", -5, ""},
                                            {"5 per week", 5, "per week"}}) {
    INFO(each.text);
    const auto read = read_quantity(each.text);
    REQUIRE(read.has_value());
    CHECK(read->number == each.number);
    CHECK(read->unit == each.unit);
  }
}

TEST_CASE("a text with two readings is refused by its name, with what to write") {
  struct Case {
    std::string text;
    std::string what;
    std::string help;
  };
  for (const Case& each : std::vector<Case>{{"25,500", "can be read as 25.5 and as 25500", "Write 25500 or 25.5"},
                                            {"33,3", "has a decimal comma", "Write 33.3"},
                                            {"33,3%", "has a decimal comma", "Write 33.3"},
                                            {"1,2345", "has a decimal comma", "Write 1.2345"},
                                            {"1.234,5", "has a decimal comma", "Write 1234.5"},
                                            {"1,234.5", "has a thousands separator", "Write 1234.5"},
                                            {"1,234,567", "has a thousands separator", "Write 1234567"},
                                            {"1 234", "has a thousands separator", "Write 1234"},
                                            {"1\u00A0234", "has a thousands separator", "Write 1234"},
                                            {"1\u202F234\u202F567", "has a thousands separator", "Write 1234567"},
                                            {"1'234", "has a thousands separator", "Write 1234"},
                                            {"1’234", "has a thousands separator", "Write 1234"},
                                            {"1_000", "has a thousands separator", "Write 1000"},
                                            {"1.234.567", "has a thousands separator", "Write 1234567"},
                                            {"$1,000,000", "has a thousands separator", "Write 1000000"},
                                            {"1 23", "is no number", ""},
                                            {"", "is no number", ""},
                                            {"70-80", "is no number", ""},
                                            {"12:30", "is no number", ""},
                                            {"3e5", "is no number", ""},
                                            {"12 34:5", "is no number", ""},
                                            {"about 5", "is no number", ""},
                                            {"5, rising", "is no number", ""}}) {
    INFO(each.text);
    const auto read = read_quantity(each.text);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == ErrorKind::usage);
    CHECK_THAT(read.error().what, Catch::EndsWith(each.what));
    CHECK(read.error().help == each.help);
  }
}

TEST_CASE("every number that is written is read, and no separator between its digits changes it in silence") {
  for (int thousandths = 0; thousandths <= 2'000'000; thousandths += 137) {
    const double value = thousandths / 1000.0;
    const std::string text = format_number(value);
    REQUIRE(read_number(text).value_or(-1) == value);
    for (const std::string_view mark : {",", " ", "'", "_", "\u00A0"})
      for (std::size_t at = 1; at < text.size(); ++at)
        if (text[at - 1] != '.' && text[at] != '.') {
          std::string marked = text;
          marked.insert(at, mark);
          REQUIRE_FALSE(read_quantity(marked).has_value());
        }
  }
}

TEST_CASE("a percentage lies between 0 and 100") {
  CHECK(read_percent("40 %") == 40);
  CHECK(read_percent("100") == 100);
  for (const char* none : {"101", "-1", "40 days", "33,3%", "%", ""}) CHECK_FALSE(read_percent(none).has_value());
}
