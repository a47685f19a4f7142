#include "support/gitlab_double/faults.hpp"

#include "support/gitlab_double/connection.hpp"
#include "support/gitlab_double/limits.hpp"

namespace secokr::test::fake_gitlab {

namespace {

constexpr std::string_view proxy_page =
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
    "<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n";

}  // namespace

Answer answer_of_overtaken(const DoubleFault& fault) {
  Answer answer;
  answer.status = fault.status;
  const auto json = Json::parse(fault.body, nullptr, false);
  if (json.is_discarded()) {
    answer.text = fault.body;
  } else {
    answer.body = json;
  }
  return answer;
}

std::optional<Answer> answer_instead(const State& state, const DoubleFault& fault) {
  Answer answer;
  answer.status = fault.status;
  switch (fault.kind) {
    case DoubleFault::Kind::status:
      return answer_of_overtaken(fault);
    case DoubleFault::Kind::html:
      answer.text = fault.body.empty() ? std::string(proxy_page) : fault.body;
      return answer;
    case DoubleFault::Kind::throttled: {
      const auto reset = state.now() / 1000 + 30;
      return throttled_answer({{"RateLimit-Name", "throttle_authenticated_api"},
                               {"RateLimit-Limit", "8"},
                               {"RateLimit-Observed", "9"},
                               {"RateLimit-Remaining", "0"},
                               {"RateLimit-Reset", std::to_string(reset)},
                               {"Retry-After", "30"}});
    }
    case DoubleFault::Kind::limited:
      return limited_answer();
    case DoubleFault::Kind::redirect:
      answer.status = 301;
      answer.headers.emplace_back("Location", fault.body);
      answer.text = "This resource has been moved permanently to " + fault.body;
      return answer;
    default:
      return std::nullopt;
  }
}

void cut_body(httplib::Response& response) {
  const auto body = response.body;
  const auto type = response.get_header_value("Content-Type");
  response.body.clear();
  response.headers.erase("Content-Type");
  response.set_content_provider(body.size(), type.c_str(), [body](size_t, size_t, httplib::DataSink& sink) {
    sink.write(body.data(), body.size() / 2);
    LoopbackServer::cut_connection();
    return false;
  });
}

}  // namespace secokr::test::fake_gitlab
