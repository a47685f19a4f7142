#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <zlib.h>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/loopback_socket.hpp"
#include "http/proxy_variables.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;
using namespace std::chrono_literals;

namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int with_gzip_header = 15 + 16;
  REQUIRE(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, with_gzip_header, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string input = text;
  std::string result(deflateBound(&stream, input.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  return result;
}

}  // namespace

TEST_CASE("what never reached a server was not sent") {
  struct Row {
    std::string url;
    std::string detail;
  };
  // A label of 64 letters is no name that a resolver would ask anybody for.
  const std::string absent = fmt::format("{:n<64}.invalid", "");
  const Row rows[] = {
      {"http://127.0.0.1:" + std::to_string(closed_port()) + "/", "connection refused"},
      {"https://127.0.0.1:" + std::to_string(closed_port()) + "/", "connection refused"},
      {fmt::format("http://{}/", absent), fmt::format("could not resolve host: {}", absent)},
  };
  const ProxyVariables no_variables;
  const auto transport = make_curl_transport({});
  for (const Row& row : rows) {
    for (const Method method : {Method::get, Method::post}) {
      INFO(row.url);
      const Answer answer = transport->perform_one({.method = method, .url = row.url, .body = "b"});
      CHECK(fault_of(answer) == Fault::not_sent);
      CHECK(detail_of(answer) == row.detail);
    }
  }
}

TEST_CASE("no connection in time is nothing sent") {
  // A queue of one that is full: the kernel answers no further connection.
  const auto [listener, port] = listen_on_loopback(0);
  const int waiting[] = {begin_to_connect(port), begin_to_connect(port), begin_to_connect(port)};
  const auto transport = make_curl_transport({.connect_timeout = 200ms});
  const Answer answer =
      transport->perform_one({.method = Method::post, .url = "http://127.0.0.1:" + std::to_string(port), .body = "b"});
  CHECK(fault_of(answer) == Fault::not_sent);
  CHECK(detail_of(answer) == "no connection came about in time");
  for (const int socket : waiting) ::close(socket);
  ::close(listener);
}

TEST_CASE("an answer that does not come whole is lost") {
  struct Row {
    std::string sent;
    bool stalls = false;
    bool resets = false;
    std::string detail{};
  };
  const Row rows[] = {
      {.sent = "", .detail = "the connection was closed before an answer came"},
      {.sent = "", .resets = true, .detail = "the connection broke before a whole answer came"},
      {.sent = "", .stalls = true, .detail = "no whole answer came in time"},
      {.sent = "HTTP/1.1 200 OK\r\nContent-Le", .stalls = true, .detail = "no whole answer came in time"},
      {.sent = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", .detail = "the answer was cut off"},
      {.sent = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
       .stalls = true,
       .detail = "no whole answer came in time"},
      {.sent = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
       .detail = "the answer was cut off"},
      {.sent = "garbage\r\n\r\n", .detail = "the answer is no HTTP"},
      {.sent = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbad!",
       .detail = "the answer's compression is damaged"},
  };
  for (const Row& row : rows) {
    for (const Method method : {Method::get, Method::post, Method::put, Method::del}) {
      if (row.stalls && method != Method::post) continue;
      Arrivals arrivals;
      RawServer server([&](RawConnection& connection) {
        const auto request = connection.read_request();
        if (!request) return;
        arrivals.add(*request);
        connection.send(row.sent);
        if (row.stalls) connection.stall();
        if (row.resets) connection.reset();
      });
      const auto transport = make_curl_transport({.total_timeout = row.stalls ? 400ms : 20'000ms});
      const Answer answer = transport->perform_one({.method = method, .url = server.url(), .body = "b"});
      INFO(to_string(method) << ' ' << row.sent << " stalls: " << row.stalls);
      CHECK(fault_of(answer) == Fault::lost);
      CHECK(detail_of(answer) == row.detail);
      CHECK(arrivals.all().size() == 1);
    }
  }
}

TEST_CASE("an answer slower than a byte a second is lost") {
  Arrivals arrivals;
  RawServer server([&](RawConnection& connection) {
    if (const auto request = connection.read_request()) arrivals.add(*request);
    connection.stall();
  });
  const auto transport = make_curl_transport({.low_speed_time = 1s, .total_timeout = 3600s});
  const Answer answer = transport->perform_one({.url = server.url()});
  CHECK(fault_of(answer) == Fault::lost);
  CHECK(detail_of(answer) == "no whole answer came in time");
  CHECK(arrivals.all().size() == 1);
}

TEST_CASE("waiting for a free connection is no part of a request's time") {
  Arrivals arrivals;
  RawServer server([&](RawConnection& connection) {
    while (const auto request = connection.read_request()) {
      arrivals.add(*request);
      if (request->starts_with("GET /stall ")) return connection.stall();
      connection.send(ok("in time"));
    }
  });
  const auto transport = make_curl_transport({.connections = 1, .total_timeout = 500ms});
  const std::vector<Request> window = {{.url = server.url("/stall")}, {.url = server.url("/next")}};
  const auto answers = transport->perform(window);
  CHECK(fault_of(answers.at(0)) == Fault::lost);
  CHECK(body_of(answers.at(1)) == "in time");
}

TEST_CASE("gzip is asked for and undone") {
  const std::string text = "a text that is longer than its compression, " + std::string(1000, 'x');
  Arrivals arrivals;
  RawServer server(
      answering(arrivals, [&](const std::string&) { return ok(gzip(text), "Content-Encoding: gzip\r\n"); }));
  CHECK(body_of(make_curl_transport({})->perform_one({.url = server.url()})) == text);
  CHECK(arrivals.count("\r\nAccept-Encoding: gzip\r\n") == 1);
}

TEST_CASE("an answer may be as long as the limit and no longer, after decompression too") {
  struct Row {
    std::size_t length;
    bool is_zipped;
    bool fits;
  };
  constexpr std::size_t limit = 100'000;
  constexpr std::size_t room_for_headers = 1000;
  const Row rows[] = {{limit - room_for_headers, false, true},
                      {limit + 1, false, false},
                      {limit - room_for_headers, true, true},
                      {limit * 300, true, false}};
  for (const Row& row : rows) {
    INFO(row.length << (row.is_zipped ? " zipped" : ""));
    const std::string text(row.length, 'x');
    const std::string sent = row.is_zipped ? ok(gzip(text), "Content-Encoding: gzip\r\n") : ok(text);
    if (row.is_zipped) REQUIRE(sent.size() < limit);
    Arrivals arrivals;
    RawServer server(answering(arrivals, [&](const std::string&) { return sent; }));
    const Answer answer = make_curl_transport({.longest_answer = limit})->perform_one({.url = server.url()});
    if (row.fits)
      CHECK(body_of(answer) == text);
    else
      CHECK(fault_of(answer) == Fault::too_large);
  }
}

TEST_CASE("headers without end are too large") {
  RawServer server([](RawConnection& connection) {
    if (!connection.read_request()) return;
    connection.send("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10'000; ++i) connection.send("X-Header: " + std::string(90, 'x') + "\r\n");
    connection.stall();
  });
  const auto transport = make_curl_transport({.longest_answer = 100'000});
  CHECK(fault_of(transport->perform_one({.url = server.url()})) == Fault::too_large);
}
