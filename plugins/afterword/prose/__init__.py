"""The proof of thank-you notes before they are sent: offline, in this process, in English."""
