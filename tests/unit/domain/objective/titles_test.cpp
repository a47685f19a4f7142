#include <catch2/catch.hpp>
#include <secokr/titles.hpp>

using namespace secokr;

TEST_CASE("O5, K2: published titles read back") {
  const Quarter quarter(2028, 1);
  CHECK(objective_title(quarter, "Security Training", "Build it") == "FY28-Q1 Objective (Security Training) Build it");
  CHECK(key_result_title(quarter, 2, "Security Training", "Reach (all) 90 %") ==
        "FY28-Q1 KR2 (Security Training) Reach (all) 90 %");
  const auto objective = parse_title(objective_title(quarter, "Réseau", "Build it"));
  REQUIRE(objective);
  CHECK(objective->quarter == quarter);
  CHECK_FALSE(objective->key_result);
  CHECK(objective->reference == "Réseau");
  CHECK(objective->title == "Build it");
  const auto kr = parse_title(key_result_title(quarter, 2, "Security Training", "Reach (all) 90 %"));
  REQUIRE(kr);
  CHECK(kr->key_result == 2);
  CHECK(kr->title == "Reach (all) 90 %");
}

TEST_CASE("K2: the space form of the seed is read") {
  const auto kr =
      parse_title("FY22 Q3 KR1 (Security Training) Achieve 90% completion rate org wide for annual security training.");
  REQUIRE(kr);
  CHECK(kr->quarter == Quarter(2022, 3));
  CHECK(kr->key_result == 1);
  CHECK(kr->reference == "Security Training");
  CHECK(kr->title == "Achieve 90% completion rate org wide for annual security training.");
}

TEST_CASE("other titles are not ours") {
  for (const char* text :
       {"", "Q", "FY28-Q1", "FY28-Q1 ", "FY28-Q5 KR1 (A) b", "FY28-Q1KR1 (A) b", "FY28-Q1 KR (A) b",
        "FY28-Q1 KR0 (A) b", "FY28-Q1 KRx (A) b", "FY28-Q1 KR1 A b", "FY28-Q1 KR1 () b", "FY28-Q1 KR1 )A( b",
        "FY28-Q1 Epic (A) b", "Quarterly KR1 (A) b", "FYxx-Qx KR# (OKR Title Reference) measurable title"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_title(text));
  }
}

TEST_CASE("a reference has 1 to 60 characters and none of the forbidden ones") {
  CHECK(valid_reference("Security Training"));
  CHECK(valid_reference("é"));
  CHECK(valid_reference(std::string(60, 'a')));
  std::string accents;
  for (int i = 0; i < 60; ++i) accents += "é";
  CHECK(valid_reference(accents));
  CHECK_FALSE(valid_reference(std::string(61, 'a')));
  CHECK_FALSE(valid_reference(""));
  CHECK_FALSE(valid_reference(" a"));
  for (const char c : std::string("/()#[]\"\n\r")) CHECK_FALSE(valid_reference(std::string("a") + c + "b"));
}

TEST_CASE("a KR is named by reference, quarter and reference, iid or URL") {
  auto name = parse_key_result_name(" Security Training/kr2 ");
  REQUIRE(name);
  CHECK(name->reference == "Security Training");
  CHECK(name->number == 2);
  CHECK_FALSE(name->quarter);
  name = parse_key_result_name("FY28-Q1/Security Training/KR2");
  REQUIRE(name);
  CHECK(name->quarter == Quarter(2028, 1));
  CHECK(name->number == 2);
  name = parse_key_result_name("FY28 Q1/Security");
  REQUIRE(name);
  CHECK(name->quarter == Quarter(2028, 1));
  CHECK(name->reference == "Security");
  CHECK_FALSE(name->number);
  name = parse_key_result_name("Sec");
  REQUIRE(name);
  CHECK(name->reference == "Sec");
  for (const char* text :
       {"12", "#12", "https://gitlab.example/a/b/-/issues/12", "http://gitlab.example/a/b/-/work_items/12/",
        "https://gitlab.example/a/b/-/issues/12#note_3", "https://gitlab.example/a/b/-/issues/12?x=/issues/9"}) {
    CAPTURE(text);
    name = parse_key_result_name(text);
    REQUIRE(name);
    CHECK(name->iid == 12);
    CHECK(name->reference.empty());
  }
}

TEST_CASE("what names nothing gives nothing") {
  for (const char* text : {"", "  ", "#", "#x", "/", "/KR1", "a/b", "a/b/KR1", "FY28-Q1/a/KR1/x",
                           "https://gitlab.example/a", "a(b)/KR1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_key_result_name(text));
  }
}

TEST_CASE("a word means the references that equal it, else those that begin with it") {
  const std::vector<std::string> references{"Security Training", "Secure Pipeline", "Red", "Red Team"};
  struct Row {
    const char* word;
    std::vector<std::size_t> matches;
  };
  const std::vector<Row> rows{{"Security Training", {0}},
                              {"security t", {0}},
                              {"SEC", {0, 1}},
                              {" red ", {2}},
                              {"Red T", {3}},
                              {"re", {2, 3}},
                              {"Training", {}},
                              {"", {}},
                              {"  ", {}}};
  for (const Row& row : rows) {
    INFO(row.word);
    CHECK(match_reference(row.word, references) == row.matches);
  }
  CHECK(match_reference("x", {}).empty());
}

TEST_CASE("an address on the local tracker names an issue") {
  REQUIRE(parse_key_result_name("local:12").has_value());
  CHECK(parse_key_result_name("local:12")->iid == 12);
  CHECK_FALSE(parse_key_result_name("local:x")->iid.has_value());
}
