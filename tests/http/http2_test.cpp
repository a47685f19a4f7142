#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/nghttpx.hpp"
#include "http/page_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

/// A server behind nghttpx, and the file that makes its certificate trusted.
struct Scene {
  Scene() { write(ca_file, authority.pem()); }
  std::string url(int number) const {
    return "https://localhost:" + std::to_string(front.port()) + "/" + std::to_string(number);
  }

  TemporaryFolder folder{};
  Certificate authority = Certificate::authority("Authority of a test");
  std::filesystem::path ca_file = folder / "authorities.pem";
  PageServer server{};
  Nghttpx front{write_files(folder, authority.issue({})), server.port(), folder};
};

}  // namespace

TEST_CASE("HTTP/2 is spoken where it is asked for, HTTP/1.1 else, and windows come whole and in order") {
  struct Row {
    bool http2;
    std::string via;
  };
  const Row rows[] = {{false, "1.1 nghttpx"}, {true, "2 nghttpx"}};
  constexpr int window_length = 50;
  constexpr int windows = 4;
  for (const Row& row : rows) {
    const Scene scene;
    INFO("HTTP/2: " << row.http2);
    const auto transport = make_curl_transport({.ca_file = scene.ca_file.string(), .http2 = row.http2});
    int number = 0;
    for (int i = 0; i < windows; ++i) {
      const int first = number;
      std::vector<Request> window;
      while (number < first + window_length) window.push_back({.url = scene.url(number++)});
      const auto answers = transport->perform(window);
      REQUIRE(answers.size() == window.size());
      for (int at = first; const Answer& answer : answers) {
        const bool is_right = body_of(answer) == page_of("/" + std::to_string(at++));
        INFO(detail_of(answer));
        CHECK(is_right);
        if (answer) CHECK(answer->header("seen-via") == row.via);
      }
    }
    CHECK(scene.server.requests() == static_cast<std::size_t>(windows * window_length));
  }
}

TEST_CASE("bodies go out whole over HTTP/2") {
  const Scene scene;
  const auto transport = make_curl_transport({.ca_file = scene.ca_file.string(), .http2 = true});
  const std::string large(1U << 20U, 'b');
  const std::vector<Request> window = {
      {.method = Method::post, .url = scene.url(1), .body = large},
      {.method = Method::post, .url = scene.url(2)},
      {.method = Method::put, .url = scene.url(3), .body = large},
      {.method = Method::del, .url = scene.url(4)},
  };
  for (const auto& answer : transport->perform(window)) {
    INFO(detail_of(answer));
    REQUIRE(answer);
  }
  CHECK(scene.server.bytes() == 2 * large.size());
  CHECK(scene.server.requests() == window.size());
}
