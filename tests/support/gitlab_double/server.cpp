#include "support/gitlab_double/server.hpp"

#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "support/gitlab_double/faults.hpp"
#include "support/gitlab_double/limits.hpp"
#include "support/gitlab_double/router.hpp"

namespace secokr::test {

using namespace fake_gitlab;

namespace {

std::string body_text(const Answer& answer) {
  if (answer.text) return *answer.text;
  return answer.body.is_null() ? "" : answer.body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string lower(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string token_of(const Call& call) {
  const auto header = [&call](const char* name) {
    const auto found = call.headers.find(name);
    return found == call.headers.end() ? "" : found->second;
  };
  if (const auto token = header("private-token"); !token.empty()) return token;
  const auto bearer = header("authorization");
  return bearer.starts_with("Bearer ") ? bearer.substr(7) : bearer;
}

/// The fields of a form with files, as text.
Json multipart_fields(const httplib::ContentReader& reader) {
  auto fields = Json::object();
  std::string name;
  reader(
      [&](const httplib::MultipartFormData& part) {
        name = part.name;
        fields[name] = "";
        return true;
      },
      [&](const char* data, size_t length) {
        fields[name] = fields[name].get<std::string>() + std::string(data, length);
        return true;
      });
  return fields;
}

std::string read_body(const httplib::Request& request, const httplib::ContentReader& reader) {
  if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding")) return {};
  if (request.is_multipart_form_data()) return multipart_fields(reader).dump();
  std::string body;
  reader([&body](const char* data, size_t length) {
    body.append(data, length);
    return true;
  });
  return body;
}

void read_params(Call& call, const std::string& query, const std::string& body) {
  read_pairs(query, call.params);
  if (body.empty()) return;
  const auto type = call.headers.contains("content-type") ? lower(call.headers.at("content-type")) : "";
  if (type.starts_with("application/x-www-form-urlencoded")) {
    read_pairs(body, call.params);
    return;
  }
  if (type.find("json") == std::string::npos && !type.starts_with("multipart/form-data")) return;
  const auto read = Json::parse(body, nullptr, false);
  if (!read.is_object()) bad_params("Invalid JSON format");
  for (const auto& item : read.items()) call.params[item.key()] = item.value();
}

void send(const Answer& answer, const Call& call, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  auto body = body_text(answer);
  static std::atomic<long> number = 0;
  response.set_header("X-Request-Id", fmt::format("request-{}", ++number));
  response.set_header("Cache-Control", "no-cache");
  const bool reading = call.method == "GET";
  if (answer.status < 300 && !body.empty() && answer.status != 202 && call.method != "HEAD") {
    const auto tag = fmt::format("W/\"{}\"", base::sha256_hex(body).substr(0, 32));
    response.set_header("ETag", tag);
    response.headers.erase("Cache-Control");
    response.set_header("Cache-Control", "max-age=0, private, must-revalidate");
    if (reading && call.headers.contains("if-none-match") && call.headers.at("if-none-match") == tag) {
      response.status = 304;
      return;
    }
  }
  if (body.empty()) return;
  response.set_content(body, answer.text ? "text/plain" : "application/json");
  if (answer.untyped) {
    response.headers.erase("Content-Type");
    LoopbackServer::hide_content_type();
  }
}

}  // namespace

GitlabDouble::Server::Server(DoubleOptions options) : state(std::move(options)) {
  const auto plain = [this](const httplib::Request& request, httplib::Response& response) {
    serve(request, "", response);
  };
  const auto with_body = [this](const httplib::Request& request, httplib::Response& response,
                                const httplib::ContentReader& reader) {
    const std::string body = read_body(request, reader);
    // The client ended in the middle of its request: no server would take that for one.
    const bool is_cut = body.size() < request.get_header_value<std::uint64_t>("Content-Length");
    if (is_cut && !request.is_multipart_form_data()) return;
    serve(request, body, response);
  };
  m_http.Get(".*", plain).Options(".*", plain);
  m_http.Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body).Delete(".*", with_body);
  auto port = state.options.port;
  if (port == 0) {
    port = m_http.bind_to_any_port("127.0.0.1");
  } else if (!m_http.bind_to_port("127.0.0.1", port)) {
    port = -1;
  }
  if (port < 0) throw std::runtime_error("the double could not open a port");
  state.origin = fmt::format("http://127.0.0.1:{}", port);
  m_thread = std::thread([this] { m_http.listen_after_bind(); });
}

GitlabDouble::Server::~Server() {
  while (!m_http.is_running()) std::this_thread::yield();
  m_http.end();
  m_http.stop();
  m_thread.join();
}

Answer GitlabDouble::Server::answer_of(Call& call, const std::string& query, const std::string& body) {
  try {
    const auto* route = find_route(call);
    if (route == nullptr) refuse(404, {{"error", "404 Not Found"}});
    read_params(call, query, body);
    if (!state.dropped.empty()) call.params.erase(state.dropped);
    authenticate(state, call, *route);
    return route->handler(state, call);
  } catch (const Refusal& refusal) {
    return refusal.answer;
  }
}

Answer GitlabDouble::Server::answer_throttled(Call& call, const std::string& query, const std::string& body,
                                              const std::string& token) {
  const auto limit = throttle(state, token);
  if (limit.held) return throttled_answer(limit.headers);
  auto answer = answer_of(call, query, body);
  answer.headers.insert(answer.headers.end(), limit.headers.begin(), limit.headers.end());
  return answer;
}

std::optional<DoubleFault> GitlabDouble::Server::take_fault(const Call& call) {
  const auto decoded = percent_decoded(call.path, false);
  for (auto& fault : faults) {
    const bool fits =
        (fault.method.empty() || fault.method == call.method) &&
        (call.path.find(fault.path_part) != std::string::npos || decoded.find(fault.path_part) != std::string::npos);
    if (!fits || fault.times <= 0) continue;
    if (fault.skip > 0) {
      --fault.skip;
      continue;
    }
    --fault.times;
    return fault;
  }
  return std::nullopt;
}

void GitlabDouble::Server::record(const Call& call, const std::string& query, const std::string& body,
                                  const std::string& token, int status) {
  const auto agent = call.headers.contains("user-agent") ? call.headers.at("user-agent") : "";
  recorded.push_back({call.method, call.path, query, body, token, status, agent});
  if (!log.is_open()) return;
  std::string shown;
  for (const auto pair : base::split(query, '&')) {
    if (pair.starts_with("private_token=") || pair.starts_with("access_token=")) continue;
    if (!shown.empty()) shown += '&';
    shown += pair;
  }
  const Json line{{"method", call.method}, {"path", call.path}, {"query", shown},
                  {"body", body},          {"status", status},  {"user_agent", agent}};
  log << line.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

void GitlabDouble::Server::serve(const httplib::Request& request, const std::string& body,
                                 httplib::Response& response) {
  const std::lock_guard guard(lock);
  Call call;
  call.method = request.method;
  const auto mark = std::min(request.target.find('?'), request.target.size());
  call.path = request.target.substr(0, mark);
  const auto query = mark < request.target.size() ? request.target.substr(mark + 1) : std::string();
  for (const auto& [name, value] : request.headers) call.headers[lower(name)] = value;
  const auto token = token_of(call);
  const auto fault = take_fault(call);
  if (fault && fault->kind == DoubleFault::Kind::lost_before) {
    record(call, query, body, token, 0);
    LoopbackServer::cut_connection();
    return;
  }
  auto answer = fault ? answer_instead(state, *fault) : std::nullopt;
  if (!answer) {
    state.dropped = fault && fault->kind == DoubleFault::Kind::dropped_field ? fault->body : "";
    answer = answer_throttled(call, query, body, token);
    state.dropped.clear();
    if (fault && fault->kind == DoubleFault::Kind::overtaken) answer = answer_of_overtaken(*fault);
  }
  record(call, query, body, token, answer->status);
  if (fault && fault->kind == DoubleFault::Kind::lost_after) {
    LoopbackServer::cut_connection();
    return;
  }
  send(*answer, call, response);
  if (!fault) return;
  for (const auto& [name, value] : fault->headers) {
    response.headers.erase(name);
    response.set_header(name, value);
  }
  if (fault->kind == DoubleFault::Kind::html) {
    response.headers.erase("Content-Type");
    response.set_header("Content-Type", "text/html");
  }
  if (fault->kind == DoubleFault::Kind::cut_body) cut_body(response);
}

}  // namespace secokr::test
