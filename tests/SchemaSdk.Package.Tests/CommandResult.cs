using System.Text.RegularExpressions;

namespace SchemaSdk.Package.Tests;

internal sealed record CommandResult(string Call, int ExitCode, string Output)
{
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Call} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>
    /// What a build warned of, each once, though its log says it again at its end; with forward slashes, without the project's path behind.
    /// </summary>
    public IReadOnlyList<string> Warnings() => Output
        .Replace('\\', '/')
        .Split('\n')
        .Where(line => line.Contains(": warning ", StringComparison.Ordinal))
        .Select(line => Regex.Replace(line.Trim(), @" \[[^\]]*proj\]$", ""))
        .Distinct()
        .ToList();
}
