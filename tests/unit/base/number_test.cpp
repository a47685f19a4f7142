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
                                            {"1000000000000000", "has more than 15 digits before the point",
                                             "Write it in a larger unit, such as millions"},
                                            {"-99999999999999999999999 EUR", "has more than 15 digits before the point",
                                             "Write it in a larger unit, such as millions"},
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

TEST_CASE("what stands behind a number is its unit, or the number is refused") {
  for (const char* unit : {"%",
                           "‰",
                           "°C",
                           "days",
                           "h",
                           "EUR",
                           "€",
                           "M",
                           "x",
                           "findings past deadline",
                           "/ month",
                           "per week",
                           "per 100 people",
                           "per 1,000 users",
                           "P1 incidents",
                           "S3 buckets",
                           "B2B customers",
                           "ISO 27001 controls",
                           "points (1-5)",
                           "on a scale of 1 to 5",
                           "of 24/7 services",
                           "% of services with at most 5 findings",
                           "% of teams with 2 or more",
                           "findings with CVSS > 7",
                           "% of laptops older than 30 days",
                           "SHA-256 hashes",
                           "or more",
                           "times faster",
                           "m2",
                           "km2",
                           "CO2",
                           "⭐",
                           "дней",
                           "件",
                           "m²",
                           "% (from 5 to 10 days)",
                           "findings, all high",
                           "% – rising",
                           "e-mails",
                           "exceptions"}) {
    INFO(unit);
    const auto read = read_quantity("12 " + std::string(unit));
    REQUIRE(read.has_value());
    CHECK(read->number == 12);
    CHECK(read->unit == unit);
  }
  for (const char* unit : {"%", "m2", "km2", "m3/s", "€", "M", "x", "h", "d", "days", "/month", "e", "'", "°"}) {
    INFO(unit);
    CHECK(read_quantity("12" + std::string(unit)).value_or(Quantity{}).unit == unit);
  }
  for (const char* behind :
       {"·5",  "½",  " ½",   "¼",   "²",    "^6",   "×10",  " × 10", "x10",  " x 10^6", "*2",  "２",
        "٣",   "५",  "٫5",   "˙5",  "´000", "ʼ000", ":30",  "/7",    " / 7", "'5",      "’5",  "_5",
        "_",   "e3", "E3",   "e+3", "e-3",  "h30",  "h30m", "k5",    "M5",   "d4",      "–20", " – 20",
        "—20", "±2", " ± 2", "~5",  "⁄2",   "…20",  "→20",  "=5",    "\\5",  ">5"}) {
    INFO(behind);
    CHECK_FALSE(read_quantity("12" + std::string(behind)).has_value());
  }
  for (const char* behind : {"to 20",         "or 20",         "and 20",    "at most 5",       "at least 5",
                             "up to 5",       "until 20",      "% to 20 %", "%, or 10 %",      "%, 10 %",
                             "% / 10 %",      "% - 10 %",      "% – 10 %",  "days to 20 days", "days at most 5",
                             "days; 5",       "% ± 2",         "-> 20",     "days → 20",       "h 30",
                             "h 30 min",      "days 12 hours", "% & 5",     "to $20",          "to EUR 20",
                             "% to -5",       "less",          "more",      "% less",          "% fewer findings",
                             "percent lower", "days less",     "%, or 10"}) {
    INFO(behind);
    const auto read = read_quantity("12 " + std::string(behind));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == ErrorKind::usage);
  }
  CHECK_THAT(read_quantity("10 to 20").error().what, Catch::EndsWith("has more than one number"));
  CHECK_THAT(read_quantity("50% less").error().what, Catch::Contains("by how much"));
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

TEST_CASE("a share of one without its sign is not taken for a percentage") {
  for (const char* share : {"0.333", "0.5", ".5", "0.999", "0.01"}) {
    INFO(share);
    CHECK_FALSE(read_percent(share).has_value());
    CHECK(read_percent(std::string(share) + "%").has_value());
  }
  CHECK(read_percent("0.333").error().what == "'0.333' can be read as 33.3 % and as 0.333 %");
  CHECK(read_percent("0.333").error().help == "Write 33.3% or 0.333%");
  for (const char* percent : {"0", "1", "1.5", "0.5 %", "100"}) CHECK(read_percent(percent).has_value());
}

TEST_CASE("a percentage lies between 0 and 100") {
  CHECK(read_percent("40 %") == 40);
  CHECK(read_percent("100") == 100);
  for (const char* none : {"101", "-1", "40 days", "33,3%", "%", ""}) CHECK_FALSE(read_percent(none).has_value());
}
