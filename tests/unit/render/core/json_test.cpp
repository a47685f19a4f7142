#include "render/core/json.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace secokr::render;

TEST_CASE("json: what turns or controls a terminal's line is an escape, and reads back the same") {
  for (const std::string control : {"\x7F", "\xC2\x85", "\xC2\x9B", "\xD8\x9C", "\xE2\x80\x8E", "\xE2\x80\x8F",
                                    "\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"}) {
    const std::string text = "a" + control + "b";
    const std::string json = dump(Json{{"key", text}});
    CAPTURE(json);
    CHECK(json.find(control) == std::string::npos);
    CHECK(json.find("\\u") != std::string::npos);
    CHECK(Json::parse(json).at("key") == text);
  }
  for (const std::string plain : {"é", "—", "\xE2\x80\x8B", "\xE2\x81\xAA", "\xF0\x9F\x8E\xAF", "ؠ", "\xC2\xA0"})
    CHECK(dump(Json(plain)) == "\"" + plain + "\"\n");
}
