namespace Quickstart;

/// <summary>Ends the program with a message for the user and exit code 1.</summary>
internal sealed class QuickstartException(string message) : Exception(message);
