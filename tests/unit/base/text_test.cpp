#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "base/text.hpp"

using namespace secokr::base;

TEST_CASE("trim takes white space from both ends only") {
  CHECK(trim(" \t a b \r\n") == "a b");
  CHECK(trim("").empty());
  CHECK(trim(" \n ").empty());
  CHECK(trim_right(" a \r\n") == " a");
}

TEST_CASE("case is folded as Unicode has it") {
  struct Case {
    const char* a;
    const char* b;
    bool equal;
  };
  for (const Case& c : {Case{"Security Training", "security TRAINING", true}, Case{"Größe", "GRÖSSE", true},
                        Case{"Éa", "éA", true}, Case{"a", "b", false},
                        Case{"\xff"
                             "A",
                             "\xff"
                             "a",
                             true}}) {
    INFO(c.a << " ~ " << c.b);
    CHECK(equals_folded(c.a, c.b) == c.equal);
  }
}

TEST_CASE("slugs are lower-case ASCII words") {
  struct Case {
    const char* text;
    const char* slug;
  };
  for (const Case& c : {Case{"Security Training", "security-training"}, Case{"Réduire l'attente!", "reduire-l-attente"},
                        Case{"  --a--  ", "a"}, Case{"日本", ""}, Case{"Top-5 Risks", "top-5-risks"}, Case{"", ""}}) {
    INFO(c.text);
    CHECK(slug(c.text) == c.slug);
  }
}

TEST_CASE("display width counts columns, not bytes") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("é") == 1);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(ellipsize("abcdef", 6) == "abcdef");
  CHECK(ellipsize("abcdef", 4) == "abc…");
  CHECK(ellipsize("ab cdef", 4) == "ab…");
  CHECK(ellipsize("日本語", 5) == "日本…");
  CHECK(display_width(ellipsize("日本語", 4)) <= 4);
  CHECK(ellipsize("abc", 0).empty());
}

TEST_CASE("control characters and direction overrides do not reach a terminal") {
  CHECK(strip_controls("a\x1b[31mb\x07\r") == "a[31mb");
  CHECK(strip_controls("line\n\tx") == "line\n\tx");
  CHECK(strip_controls("a\u202Eb\u2066c") == "abc");
  CHECK(strip_controls("a\u009bb") == "ab");
  CHECK(strip_controls("a\xffz") == "a\uFFFDz");
}

TEST_CASE("UTF-8 is told from what is not") {
  CHECK(valid_utf8("grün 日本"));
  CHECK_FALSE(valid_utf8("\xc3"));
  CHECK_FALSE(valid_utf8("\xff"));
  CHECK_FALSE(valid_utf8("\xed\xa0\x80"));
  CHECK(character_count("grün") == 4);
}

TEST_CASE("a typing slip finds its word, anything else finds none") {
  const std::vector<std::string> words{"calendar", "draft", "finalize", "status"};
  CHECK(nearest("caledar", words) == "calendar");
  CHECK(nearest("drfat", words) == "draft");
  CHECK(nearest("finalise", words) == "finalize");
  CHECK(nearest("STATUS", words) == "status");
  CHECK_FALSE(nearest("xyz", words));
  CHECK_FALSE(nearest("", words));
  CHECK_FALSE(nearest("status", std::vector<std::string>{}));
}

TEST_CASE("numbers are written without exponent and read back the same") {
  for (const double value :
       {0.0, 62.0, 99.95, -3.5, 0.1, 1e21, 1e-7, 123456789.125, std::numeric_limits<double>::max()}) {
    INFO(value);
    const std::string text = format_number(value);
    CHECK(text.find('e') == std::string::npos);
    REQUIRE(parse_number(text).has_value());
    CHECK(*parse_number(text) == value);
  }
  CHECK(format_number(62) == "62");
  CHECK(format_number(-0.0) == "0");
}

TEST_CASE("a number is read strictly") {
  struct Case {
    const char* text;
    std::optional<double> value;
  };
  for (const Case& c :
       {Case{"62", 62.0}, Case{" 1,234.5 ", std::nullopt}, Case{"1 234", std::nullopt}, Case{" 1234.5 ", 1234.5},
        Case{"+7", 7.0}, Case{"-0.5", -0.5}, Case{"1,23", std::nullopt}, Case{"1 23", std::nullopt},
        Case{"", std::nullopt}, Case{"nan", std::nullopt}, Case{"inf", std::nullopt}, Case{"1e5", std::nullopt},
        Case{"12%", std::nullopt}, Case{"--1", std::nullopt}, Case{".", std::nullopt}, Case{"1.2.3", std::nullopt}}) {
    INFO(c.text);
    CHECK(parse_number(c.text) == c.value);
  }
}

TEST_CASE("split keeps empty parts and join is its inverse") {
  CHECK(split("a,,b", ',').size() == 3);
  CHECK(split("", ',').size() == 1);
  const std::vector<std::string> parts{"a", "", "b"};
  CHECK(join(parts, ",") == "a,,b");
}

TEST_CASE("text: words are runs of letters and digits, folded") {
  using Words = std::vector<std::string>;
  CHECK(words_of("**2. Key-Results:**") == Words{"2", "key", "results"});
  CHECK(words_of("Données (EU) \U0001F517 straße") == Words{"données", "eu", "strasse"});
  CHECK(words_of("a\xff"
                 "b") == Words{"a", "b"});
  CHECK(words_of(" -*_ ").empty());
  CHECK(first_word_at("** a") == 3);
  CHECK(first_word_at("--") == 2);
}

TEST_CASE("text: folding compares the same with and without letters beyond ASCII") {
  CHECK(equals_folded("Reference", "rEFERENCE"));
  CHECK_FALSE(equals_folded("Reference", "References"));
  CHECK(equals_folded("STRASSE", "straße"));
  CHECK(equals_folded("K", "\xE2\x84\xAA"));  // the sign of kelvin folds to k
  CHECK_FALSE(equals_folded("[", "{"));
}

TEST_CASE("text: UTF-16 and UTF-32 are known by their mark and by their NUL bytes") {
  CHECK(foreign_encoding(std::string("\xFF\xFE"
                                     "a\0",
                                     4)) == "UTF-16");
  CHECK(foreign_encoding(std::string("\xFE\xFF\0a", 4)) == "UTF-16");
  CHECK(foreign_encoding(std::string("a\0b\0", 4)) == "UTF-16");
  CHECK(foreign_encoding(std::string("\0a\0b", 4)) == "UTF-16");
  CHECK(foreign_encoding(std::string("\xFF\xFE\0\0a\0\0\0", 8)) == "UTF-32");
  CHECK(foreign_encoding("\xEF\xBB\xBF# T").empty());
  CHECK(foreign_encoding("").empty());
  CHECK(foreign_encoding("abcd").empty());
  CHECK(foreign_encoding(std::string("ab\0c", 4)).empty());
}

TEST_CASE("text: slips are counted up to a bound") {
  CHECK(edit_distance("budget", "budget", 2) == 0);
  CHECK(edit_distance("budget", "bugdet", 2) == 1);
  CHECK(edit_distance("budget", "bdget", 2) == 1);
  CHECK(edit_distance("budget", "dgt", 2) == 3);
  CHECK(edit_distance("a", "completely different", 2) == 3);
  CHECK(edit_distance("", "ab", 2) == 2);
}
