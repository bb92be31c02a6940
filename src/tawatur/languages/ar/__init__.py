"""Arabic. Everything here works on folded text (`tawatur.script`) and its tokens."""
