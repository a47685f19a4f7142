#include <string>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/page_server.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

std::string ca_file_of(const TemporaryFolder& folder, const Certificate& authority) {
  const auto path = folder / "authorities.pem";
  write(path, authority.pem());
  return path.string();
}

}  // namespace

TEST_CASE("a certificate is accepted for its host from a trusted issuer alone") {
  const TemporaryFolder folder;
  const Certificate trusted = Certificate::authority("Authority of a test");
  const Certificate stranger = Certificate::authority("Somebody else");
  struct Row {
    std::string what;
    Certificate certificate;
    std::string refusal;
  };
  Row rows[] = {
      {"good", trusted.issue({}), ""},
      {"another host", trusted.issue({.host = "other.test"}), "the certificate is for another host"},
      {"expired", trusted.issue({.first_day = -3, .last_day = -1}), "the certificate has expired"},
      {"early", trusted.issue({.first_day = 1}), "the certificate is not valid yet"},
      {"unknown issuer", stranger.issue({}), "the certificate's issuer is not trusted"},
      {"self-signed", Certificate::self_signed({}), "the certificate is self-signed"},
  };
  for (const Row& row : rows) {
    for (const bool http2 : {false, true}) {
      INFO(row.what << (http2 ? " with HTTP/2" : ""));
      PageServer server(write_files(folder, row.certificate));
      const std::string url = "https://localhost:" + std::to_string(server.port()) + "/page";
      CurlOptions options = with_token(url);
      options.ca_file = ca_file_of(folder, trusted);
      options.http2 = http2;

      const Answer answer = make_curl_transport(options)->perform_one({.url = url});

      if (row.refusal.empty()) {
        CHECK(body_of(answer) == page_of("/page"));
        CHECK(server.requests() == 1);
      } else {
        CHECK(fault_of(answer) == Fault::untrusted);
        CHECK(detail_of(answer) == row.refusal);
        CHECK(server.requests() == 0);
      }
    }
  }
}

TEST_CASE("the system's authorities know nothing of a test's") {
  const TemporaryFolder folder;
  PageServer server(write_files(folder, Certificate::authority("Authority of a test").issue({})));
  const Answer answer =
      make_curl_transport({})->perform_one({.url = "https://localhost:" + std::to_string(server.port()) + "/"});
  CHECK(fault_of(answer) == Fault::untrusted);
  CHECK(detail_of(answer) == "the certificate's issuer is not trusted");
  CHECK(server.requests() == 0);
}

TEST_CASE("a file of authorities that cannot be read trusts nobody") {
  const TemporaryFolder folder;
  PageServer server(write_files(folder, Certificate::authority("Authority of a test").issue({})));
  write(folder / "nonsense.pem", "no certificate");
  for (const std::string name : {"absent.pem", "nonsense.pem"}) {
    const std::string path = (folder / name).string();
    INFO(path);
    const auto transport = make_curl_transport({.ca_file = path});
    const Answer answer = transport->perform_one({.url = "https://localhost:" + std::to_string(server.port()) + "/"});
    CHECK(fault_of(answer) == Fault::untrusted);
    CHECK(detail_of(answer) == "no certificates can be read from " + path);
  }
  CHECK(server.requests() == 0);
}

TEST_CASE("a server that speaks no TLS gets no request") {
  Arrivals arrivals;
  RawServer server([](RawConnection& connection) { connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  const std::string url = "https://127.0.0.1:" + std::to_string(server.port()) + "/";
  const Answer answer =
      make_curl_transport(with_token(url))->perform_one({.method = Method::post, .url = url, .body = "b"});
  CHECK(fault_of(answer) == Fault::not_sent);
  CHECK_THAT(detail_of(answer), Catch::StartsWith("no TLS connection came about"));
}

TEST_CASE("a window over TLS comes whole and in order") {
  const TemporaryFolder folder;
  const Certificate authority = Certificate::authority("Authority of a test");
  PageServer server(write_files(folder, authority.issue({})));
  const auto transport = make_curl_transport({.ca_file = ca_file_of(folder, authority)});
  std::vector<Request> window;
  for (int i = 0; i < 30; ++i)
    window.push_back({.url = "https://localhost:" + std::to_string(server.port()) + "/" + std::to_string(i)});
  const auto answers = transport->perform(window);
  REQUIRE(answers.size() == window.size());
  for (std::size_t i = 0; i < answers.size(); ++i) CHECK(body_of(answers[i]) == page_of("/" + std::to_string(i)));
  CHECK(server.requests() == window.size());
}
