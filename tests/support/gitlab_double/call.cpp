#include "support/gitlab_double/call.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::test::fake_gitlab {

void refuse(int status, Json body) {
  Refusal refusal;
  refusal.answer.status = status;
  refusal.answer.body = std::move(body);
  throw refusal;
}

void not_found(std::string_view what) { refuse(404, {{"message", fmt::format("404 {}", what)}}); }

void forbidden(std::string_view reason) {
  refuse(403, {{"message", reason.empty() ? "403 Forbidden" : fmt::format("403 Forbidden - {}", reason)}});
}

void bad_params(std::string_view error) { refuse(400, {{"error", error}}); }

bool Call::given(const std::string& key) const { return params.contains(key) && !params.at(key).is_null(); }

std::string Call::text(const std::string& key) const {
  if (!given(key)) return {};
  const auto& value = params.at(key);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<long> Call::number(const std::string& key) const { return read_number(text(key)); }

bool Call::flag(const std::string& key) const {
  const auto value = text(key);
  return value == "true" || value == "1" || value == "on" || value == "yes";
}

std::vector<std::string> words_of(const Json& value) {
  std::vector<std::string> words;
  const auto add = [&words](std::string_view text) {
    const auto word = base::trim(text);
    if (!word.empty()) words.emplace_back(word);
  };
  if (value.is_array()) {
    for (const auto& item : value) {
      for (const auto& word : words_of(item)) words.push_back(word);
    }
  } else if (value.is_string()) {
    for (const auto part : base::split(value.get_ref<const std::string&>(), ',')) add(part);
  } else if (!value.is_null()) {
    add(value.dump());
  }
  return words;
}

std::vector<std::string> Call::words(const std::string& key) const {
  return given(key) ? words_of(params.at(key)) : std::vector<std::string>();
}

ParamCheck& ParamCheck::needs(const std::string& key) {
  if (!m_call.has(key)) m_errors.push_back(key + " is missing");
  return *this;
}

ParamCheck& ParamCheck::filled(const std::string& key) {
  if (m_call.has(key) && base::trim(m_call.text(key)).empty()) m_errors.push_back(key + " is empty");
  return *this;
}

ParamCheck& ParamCheck::one_of(const std::string& key, const std::vector<std::string>& values) {
  if (m_call.given(key) && std::find(values.begin(), values.end(), m_call.text(key)) == values.end()) {
    m_errors.push_back(key + " does not have a valid value");
  }
  return *this;
}

ParamCheck& ParamCheck::integer(const std::string& key) {
  if (m_call.given(key) && !m_call.text(key).empty() && !m_call.number(key)) m_errors.push_back(key + " is invalid");
  return *this;
}

ParamCheck& ParamCheck::boolean(const std::string& key) {
  static const std::vector<std::string> values{"true", "false", "1", "0", "on", "off", "yes", "no", ""};
  if (m_call.given(key) && std::find(values.begin(), values.end(), m_call.text(key)) == values.end()) {
    m_errors.push_back(key + " is invalid");
  }
  return *this;
}

ParamCheck& ParamCheck::time(const std::string& key) {
  if (m_call.given(key) && !read_time(m_call.text(key))) m_errors.push_back(key + " is invalid");
  return *this;
}

ParamCheck& ParamCheck::route_number(const std::string& key) {
  if (!read_number(m_call.route.at(key))) m_errors.push_back(key + " is invalid");
  return *this;
}

ParamCheck& ParamCheck::any_of(const std::vector<std::string>& keys) {
  if (std::none_of(keys.begin(), keys.end(), [this](const auto& key) { return m_call.has(key); })) {
    m_errors.push_back(base::join(keys, ", ") + " are missing, at least one parameter must be provided");
  }
  return *this;
}

void ParamCheck::done() const {
  if (!m_errors.empty()) bad_params(base::join(m_errors, ", "));
}

}  // namespace secokr::test::fake_gitlab
