#pragma once
#include <catch2/catch.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/transport.hpp"

namespace secokr::test {

inline http::Answer answer(int status, std::string body = {}, std::vector<http::Header> headers = {}) {
  return http::Response{.status = status, .headers = std::move(headers), .body = std::move(body)};
}

inline http::Answer no_answer(http::Fault fault, std::string detail = {}) {
  return std::unexpected(http::NoAnswer{.fault = fault, .detail = std::move(detail)});
}

/// A server that answers from a script and remembers what it was asked. A request that no line of the script answers
/// fails the test, and so does a line that nothing asked for.
///
///     Script script;
///     script.on(Method::get, "/user", answer(200, R"({"username":"alice"})"));
///     auto transport = script.transport();
class Script {
 public:
  using Answerer = std::function<http::Answer(const http::Request&)>;

  Script() = default;
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;
  ~Script() {
    if (std::uncaught_exceptions() > 0) return;
    for (const Line& line : m_lines)
      if (!line.used) FAIL_CHECK("nothing asked for " << named(line.method, line.url));
  }

  /// Answers once. `url` is the end of the request's URL, with its query or without; of several lines that fit the
  /// first unused one answers.
  Script& on(http::Method method, std::string url, http::Answer answer) {
    return add({.method = method, .url = std::move(url), .answerer = constant(std::move(answer))});
  }
  /// Answers as often as asked, once at least, where no `on` does.
  Script& always(http::Method method, std::string url, http::Answer answer) {
    return always(method, std::move(url), constant(std::move(answer)));
  }
  Script& always(http::Method method, std::string url, Answerer answerer) {
    return add({.method = method, .url = std::move(url), .answerer = std::move(answerer), .repeats = true});
  }

  /// A transport to hand over; the script outlives it.
  std::unique_ptr<http::Transport> transport() { return std::make_unique<Wire>(*this); }

  std::vector<http::Request> requests{};  ///< all, in order
  std::vector<std::size_t> windows{};     ///< how many requests each window held

  /// `GET https://…` of each request.
  std::vector<std::string> asked() const {
    std::vector<std::string> lines;
    for (const http::Request& request : requests) lines.push_back(named(request.method, request.url));
    return lines;
  }

 private:
  struct Line {
    http::Method method{};
    std::string url{};
    Answerer answerer{};
    bool repeats = false;
    bool used = false;
  };

  class Wire final : public http::Transport {
   public:
    explicit Wire(Script& script) : m_script(script) {}
    std::vector<http::Answer> perform(std::span<const http::Request> window) override {
      m_script.windows.push_back(window.size());
      std::vector<http::Answer> answers;
      for (const http::Request& request : window) answers.push_back(m_script.answer_to(request));
      return answers;
    }

   private:
    Script& m_script;
  };

  static Answerer constant(http::Answer answer) {
    return [answer = std::move(answer)](const http::Request&) { return answer; };
  }
  static std::string named(http::Method method, std::string_view url) {
    return std::string(http::to_string(method)) + " " + std::string(url);
  }

  Script& add(Line line) {
    m_lines.push_back(std::move(line));
    return *this;
  }
  static bool fits(const Line& line, const http::Request& request) {
    const std::string_view url = request.url;
    return line.method == request.method &&
           (url.ends_with(line.url) || url.substr(0, url.find('?')).ends_with(line.url));
  }
  http::Answer answer_to(const http::Request& request) {
    requests.push_back(request);
    for (const bool repeats : {false, true})
      for (Line& line : m_lines) {
        if (line.repeats != repeats || (line.used && !repeats) || !fits(line, request)) continue;
        line.used = true;
        return line.answerer(request);
      }
    FAIL_CHECK("the script has no answer to " << named(request.method, request.url));
    return no_answer(http::Fault::not_sent, "the script has no answer");
  }

  std::vector<Line> m_lines{};
};

}  // namespace secokr::test
