namespace SchemaSdk.Package.Tests;

internal sealed record CommandResult(string Arguments, int ExitCode, string Output)
{
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"dotnet {Arguments} ended with {ExitCode}:\n{Output}");
        return this;
    }
}
