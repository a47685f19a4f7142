#include "http/http_date.hpp"

#include <date/date.h>

#include <locale>
#include <sstream>
#include <string>

#include "base/text.hpp"

namespace secokr::http {

std::optional<base::Instant> parse_http_date(std::string_view text) {
  for (const char* form : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    std::istringstream stream{std::string(base::trim(text))};
    stream.imbue(std::locale::classic());
    date::sys_seconds instant;
    date::from_stream(stream, form, instant);
    if (!stream.fail() && stream.peek() == std::istringstream::traits_type::eof()) return instant;
  }
  return std::nullopt;
}

}  // namespace secokr::http
