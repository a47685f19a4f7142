#pragma once
#include <string_view>

#include <curl/curl.h>

#include "http/transport.hpp"

namespace secokr::http {

/// How a transfer of libcurl ended without an answer.
struct CurlFailure {
  CURL* easy = nullptr;  ///< asked for details; may be null
  CURLcode code = CURLE_OK;
  std::string_view text{};     ///< libcurl's own words
  std::string_view ca_file{};  ///< of the options
  bool is_begun = false;       ///< the server may have seen something of the request
  bool is_too_large = false;
};

NoAnswer fault_of(const CurlFailure& failure);

}  // namespace secokr::http
