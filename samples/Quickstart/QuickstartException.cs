namespace Quickstart;

/// <summary>A message for the user; the program ends with exit code 1.</summary>
internal sealed class QuickstartException(string message) : Exception(message);
