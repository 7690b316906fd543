"""The gRPC door: the jobs service and its client."""
