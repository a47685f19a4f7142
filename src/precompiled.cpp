// The library that the common headers are read for has to have a body.
