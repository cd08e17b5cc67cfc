using System.Diagnostics;

namespace SchemaSdk.Repository.Tests;

/// <summary>Starts processes as a user would. They get neither a token nor the test run's environment variables.</summary>
public static class UserCommand
{
    public static ProcessStartInfo Of(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["RUNCOMFY_MODEL_API_BASE"] = "http://127.0.0.1:9";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // With these variables, a build in a test would load the MSBuild of this test run and use its switches and tokens.
    private static bool IsOfThisRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name == "CI"
        || RunningProcess.Tokens.Contains(name);
}
