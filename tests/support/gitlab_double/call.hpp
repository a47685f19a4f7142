#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/gitlab_double/model.hpp"
#include "support/gitlab_double/wire.hpp"

namespace secokr::test::fake_gitlab {

struct Answer {
  int status = 200;
  Json body{};                        ///< null = none
  std::optional<std::string> text{};  ///< instead of the body
  bool untyped = false;               ///< without a Content-Type
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// Thrown by whatever finds that the request cannot be served.
struct Refusal {
  Answer answer{};
};

[[noreturn]] void refuse(int status, Json body);
/// `{"message": "404 Project Not Found"}` for "Project Not Found".
[[noreturn]] void not_found(std::string_view what = "Not found");
[[noreturn]] void forbidden(std::string_view reason = "");
/// `{"error": …}`, as the check of parameters says it.
[[noreturn]] void bad_params(std::string_view error);

/// A request that has found its route.
struct Call {
  std::string method{};
  std::string path{};  ///< as sent, without the query
  std::map<std::string, std::string> route{};
  Json params = Json::object();  ///< of the query and the body
  std::map<std::string, std::string> headers{};
  const User* user = nullptr;  ///< nobody = not told
  const Token* token = nullptr;

  /// There, and not null.
  bool given(const std::string& key) const;
  bool has(const std::string& key) const { return params.contains(key); }
  /// The text; a number's or a truth value's too. Empty where there is none.
  std::string text(const std::string& key) const;
  std::optional<long> number(const std::string& key) const;
  bool flag(const std::string& key) const;
  /// A comma list or an array, without blanks around and without empty ones.
  std::vector<std::string> words(const std::string& key) const;
};

std::vector<std::string> words_of(const Json& value);

/// Collects what is wrong with the parameters; `done` refuses when anything is.
class ParamCheck {
 public:
  explicit ParamCheck(const Call& call) : m_call(call) {}
  ParamCheck& needs(const std::string& key);
  ParamCheck& filled(const std::string& key);
  ParamCheck& one_of(const std::string& key, const std::vector<std::string>& values);
  ParamCheck& integer(const std::string& key);
  ParamCheck& boolean(const std::string& key);
  ParamCheck& time(const std::string& key);
  ParamCheck& route_number(const std::string& key);
  ParamCheck& any_of(const std::vector<std::string>& keys);
  void done() const;

 private:
  const Call& m_call;
  std::vector<std::string> m_errors{};
};

}  // namespace secokr::test::fake_gitlab
