#include "http/log_transport.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace secokr::http {
namespace {

constexpr std::string_view mask = "***";

std::string on_one_line(std::string_view text) {
  std::string line = base::strip_controls(text);
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

bool is_secret(std::string_view name) {
  constexpr std::array<std::string_view, 3> names{"private_token", "access_token", "job_token"};
  return std::ranges::any_of(names, [&](std::string_view secret) { return base::equals_folded(name, secret); });
}

std::string masked(std::string_view url) {
  const auto query = url.find('?');
  std::string result{url.substr(0, query)};
  if (const auto scheme = result.find("://"); scheme != std::string::npos) {
    const auto host = scheme + 3;
    const auto at = result.rfind('@', result.find('/', host));
    if (at != std::string::npos && at >= host) result.replace(host, at - host, mask);
  }
  if (query == std::string_view::npos) return result;

  char separator = '?';
  for (const std::string_view field : base::split(url.substr(query + 1), '&')) {
    const auto equals = field.find('=');
    result += separator;
    separator = '&';
    if (equals == std::string_view::npos || !is_secret(field.substr(0, equals)))
      result += field;
    else
      result.append(field.substr(0, equals + 1)).append(mask);
  }
  return result;
}

std::string outcome_of(const Answer& answer) {
  if (answer) {
    const std::size_t size = answer->body.size();
    return std::to_string(answer->status) + ", " + std::to_string(size) + (size == 1 ? " byte" : " bytes");
  }
  const NoAnswer& none = answer.error();
  return std::string(to_string(none.fault)) + (none.detail.empty() ? "" : ": " + none.detail);
}

class LoggingTransport final : public Transport {
 public:
  LoggingTransport(std::unique_ptr<Transport> inner, std::function<void(std::string_view)> say)
      : m_inner(std::move(inner)), m_say(std::move(say)) {}

  std::vector<Answer> perform(std::span<const Request> window) override {
    std::vector<Answer> answers = m_inner->perform(window);
    for (std::size_t i = 0; i < answers.size(); ++i)
      m_say(on_one_line(std::string(to_string(window[i].method)) + " " + masked(window[i].url) + " -> " +
                        outcome_of(answers[i])));
    return answers;
  }

 private:
  std::unique_ptr<Transport> m_inner;
  std::function<void(std::string_view)> m_say;
};

}  // namespace

std::unique_ptr<Transport> with_log(std::unique_ptr<Transport> inner, std::function<void(std::string_view line)> say) {
  return std::make_unique<LoggingTransport>(std::move(inner), std::move(say));
}

}  // namespace secokr::http
