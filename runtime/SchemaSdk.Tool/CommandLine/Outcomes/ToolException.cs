namespace SchemaSdk.Tool.CommandLine.Outcomes;

/// <summary>Ends a command with an error instead of a report.</summary>
/// <param name="exit">The exit code.</param>
/// <param name="message">What is wrong, where, and what to do. The message is shown to the user unchanged.</param>
/// <param name="cause">The inner exception, or null.</param>
internal sealed class ToolException(ExitCode exit, string message, Exception? cause = null) : Exception(message, cause)
{
    internal ExitCode Exit => exit;
}
