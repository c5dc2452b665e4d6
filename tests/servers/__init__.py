"""Real servers for the tests: started by the test run, on loopback only, filled with an invented company."""
