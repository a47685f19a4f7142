#include "gitlab/issue_export.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <iterator>
#include <optional>
#include <streambuf>
#include <unordered_set>
#include <utility>
#include <vector>

#include "gitlab/json_members.hpp"
#include "gitlab/wire.hpp"
#include "gitlab/words.hpp"

namespace secokr::gitlab {

using tracker::Issue;

namespace {

constexpr std::size_t k_longest_excerpt = 200;

/// A stream's bytes, counted as they are taken.
class Bytes {
 public:
  explicit Bytes(std::istream& in) : m_buffer(*in.rdbuf()) {}

  bool at_end() { return std::char_traits<char>::eq_int_type(m_buffer.sgetc(), std::char_traits<char>::eof()); }
  char peek() { return std::char_traits<char>::to_char_type(m_buffer.sgetc()); }
  void take() {
    m_buffer.sbumpc();
    ++m_count;
  }
  std::size_t count() const { return m_count; }

 private:
  std::streambuf& m_buffer;
  std::size_t m_count = 0;
};

/// For the parser, which copies its iterators; null is the end.
struct ByteIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  Bytes* bytes = nullptr;

  char operator*() const { return bytes->peek(); }
  ByteIterator& operator++() {
    bytes->take();
    return *this;
  }
  bool at_end() const { return bytes == nullptr || bytes->at_end(); }
  friend bool operator==(const ByteIterator& a, const ByteIterator& b) { return a.at_end() == b.at_end(); }
};

/// Puts one issue together at a time and hands it on.
class Rows final : public nlohmann::json_sax<Json> {
 public:
  Rows(const Bytes& bytes, const std::string& name, const tracker::Sink<Issue>& sink)
      : m_bytes(bytes), m_name(name), m_sink(sink) {}

  /// A document begins here.
  void begin() { m_begin = m_bytes.count(); }
  bool wants_more() const { return m_wants_more; }
  std::optional<Error>& failure() { return m_failure; }

  bool refuse(std::string reason) {
    m_failure = Error{.kind = ErrorKind::local_file,
                      .what = fmt::format("{} cannot be read as a list of GitLab's issues", m_name),
                      .reason = std::move(reason),
                      .help =
                          "Save them anew, for instance with "
                          "`glab api \"projects/:id/issues?per_page=100\" --paginate > issues.json`"};
    return false;
  }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool key(string_t& name) override {
    m_key = std::move(name);
    return true;
  }
  bool start_array(std::size_t) override {
    if (!m_open.empty() || m_in_list) return open(Json::array());
    m_in_list = true;
    return true;
  }
  bool end_array() override {
    if (!m_open.empty()) return close();
    m_in_list = false;
    return true;
  }
  bool parse_error(std::size_t read, const std::string&, const nlohmann::detail::exception&) override {
    const bool cut = read > m_bytes.count() - m_begin;
    return refuse(cut ? fmt::format("It ends within {}: a part of it is missing", place())
                      : fmt::format("It is no JSON, in {}", place()));
  }

 private:
  /// "issue number 3 (byte 1024)", the one that is being read.
  std::string place() const { return fmt::format("issue number {} (byte {})", m_read + 1, m_bytes.count()); }

  bool put(Json value) {
    if (m_open.empty()) return refuse(fmt::format("A value stands in place of {}", place()));
    add(std::move(value));
    return true;
  }
  Json& add(Json value) {
    Json& holder = *m_open.back();
    if (holder.is_array()) return holder.emplace_back(std::move(value));
    return holder[m_key] = std::move(value);
  }
  bool open(Json value) {
    if (m_open.empty() && value.is_array()) return refuse(fmt::format("A list stands in place of {}", place()));
    if (m_open.empty()) {
      m_issue = std::move(value);
      m_open.push_back(&m_issue);
    } else {
      m_open.push_back(&add(std::move(value)));
    }
    return true;
  }
  bool close() {
    m_open.pop_back();
    return !m_open.empty() || take();
  }

  bool take() {
    if (number_in(m_issue, "iid") <= 0 || text_in(m_issue, "title").empty()) return refuse_object();
    ++m_read;
    const long id = number_in(m_issue, "id");
    if (id > 0 && !m_seen.insert(id).second) return true;
    m_wants_more = m_sink(issue_of(m_issue, {}));
    return m_wants_more;
  }
  bool refuse_object() {
    const std::string words = one_line(text_in(m_issue, "message"), k_longest_excerpt);
    if (words.empty()) return refuse(fmt::format("What stands as {} is no issue: it has no iid or no title", place()));
    return refuse(fmt::format("GitLab's answer \"{}\" stands in place of {}", words, place()));
  }

  const Bytes& m_bytes;
  const std::string& m_name;
  const tracker::Sink<Issue>& m_sink;
  std::size_t m_begin = 0;
  bool m_in_list = false;
  Json m_issue{};
  std::vector<Json*> m_open{};  ///< the way into `m_issue`; only its last one grows
  std::string m_key{};
  std::size_t m_read = 0;
  std::unordered_set<long> m_seen{};  ///< pages that shift while they are saved repeat issues
  bool m_wants_more = true;
  std::optional<Error> m_failure{};
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// One document after the other; each ends with its last byte.
void read_all(Bytes& bytes, Rows& rows) {
  constexpr char first_of_mark = '\xEF';
  constexpr std::string_view wide_marks = "\xFF\xFE";
  while (rows.wants_more() && !rows.failure()) {
    while (!bytes.at_end() && is_space(bytes.peek())) bytes.take();
    if (bytes.at_end()) return;
    const char first = bytes.peek();
    if (bytes.count() == 0 && wide_marks.contains(first)) {
      rows.refuse("It is written in UTF-16, as some shells do when they redirect; UTF-8 is expected");
    } else if (first != '[' && first != '{' && (first != first_of_mark || bytes.count() > 0)) {
      rows.refuse(fmt::format("A JSON list of issues is expected, and there is none at byte {}", bytes.count() + 1));
    } else {
      rows.begin();
      Json::sax_parse(ByteIterator{&bytes}, ByteIterator{}, &rows, nlohmann::detail::input_format_t::json, false);
    }
  }
}

}  // namespace

Status read_issue_export(std::istream& in, const std::string& name, const tracker::Sink<Issue>& sink) {
  Bytes bytes(in);
  Rows rows(bytes, name, sink);
  // A folder, or a disk that fails, is an exception of the stream's buffer.
  try {
    read_all(bytes, rows);
  } catch (const std::exception&) {
    rows.refuse(fmt::format("Reading stopped at byte {}", bytes.count()));
  }
  if (rows.failure()) return fail(*std::move(rows.failure()));
  return {};
}

}  // namespace secokr::gitlab
