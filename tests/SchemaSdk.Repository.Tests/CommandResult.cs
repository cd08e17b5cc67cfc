namespace SchemaSdk.Repository.Tests;

public sealed record CommandResult(string Call, int ExitCode, string Output)
{
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Call} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>Returns the distinct warnings of a build, with forward slashes and without the project path at the end.</summary>
    public IReadOnlyList<string> Warnings() => Output
        .Replace('\\', '/')
        .Split('\n')
        .Where(line => line.Contains(": warning ", StringComparison.Ordinal))
        .Select(line => Regex.Replace(line.Trim(), @" \[[^\]]*proj\]$", ""))
        .Distinct()
        .ToList();
}
