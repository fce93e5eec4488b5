"""The advice of "After the Interview", sentence by sentence, through the site and the command."""
