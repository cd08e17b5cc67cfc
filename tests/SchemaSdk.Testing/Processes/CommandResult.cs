using System.Text.RegularExpressions;

namespace SchemaSdk.Testing;

public sealed record CommandResult(string Call, int ExitCode, string Output)
{
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Call} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>
    /// Returns the warnings of a build, each once, though its log repeats them at the end; with forward slashes, and without the project's
    /// path behind.
    /// </summary>
    public IReadOnlyList<string> Warnings() => Output
        .Replace('\\', '/')
        .Split('\n')
        .Where(line => line.Contains(": warning ", StringComparison.Ordinal))
        .Select(line => Regex.Replace(line.Trim(), @" \[[^\]]*proj\]$", ""))
        .Distinct()
        .ToList();
}
