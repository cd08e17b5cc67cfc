using System.Diagnostics;

namespace SchemaSdk.Benchmarks;

/// <summary>Starts this program again, as a separate process.</summary>
internal static class ChildProcess
{
    internal static Process Start(params string[] arguments) => Start(new Dictionary<string, string?>(), arguments);

    internal static Process Start(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };

        // If this program runs under `dotnet`, the child's first argument must be the path of the program's assembly.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
    }
}
