# -D secokr_SANITIZE=address,undefined instruments everything that this project compiles.
set(secokr_SANITIZE "" CACHE STRING "Sanitizers for the whole build, as -fsanitize takes them")
if(secokr_SANITIZE)
  add_compile_options(-fsanitize=${secokr_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${secokr_SANITIZE})
endif()
