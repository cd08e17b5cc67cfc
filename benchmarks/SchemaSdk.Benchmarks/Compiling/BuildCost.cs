using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>Measures the processor time of a build, including all processes that it starts.</summary>
internal static class BuildCost
{
    // Linux reports the processor time of child processes in hundredths of a second.
    private const double TicksPerSecond = 100;

    /// <summary>Builds the whole project with <c>dotnet build</c>, without a compiler server from an earlier build.</summary>
    /// <param name="contender">The project to build.</param>
    /// <param name="arguments">Additional arguments for <c>dotnet build</c>.</param>
    /// <returns>The processor time in seconds.</returns>
    internal static async Task<double> OfAsync(Contender contender, params string[] arguments)
    {
        var before = OfChildren();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = contender.Folder, RedirectStandardOutput = true };
        string[] all =
            ["build", "--no-incremental", "-nodeReuse:false", "-m:1", "-v:q", "-p:UseSharedCompilation=false", .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        using var build = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return build.ExitCode == 0
            ? OfChildren() - before
            : throw new InvalidOperationException($"{contender.Name} does not build: {output[..Math.Min(output.Length, 2_000)]}");
    }

    /// <summary>Returns the processor time, in seconds, of all child processes that have ended, and of their children.</summary>
    private static double OfChildren()
    {
        // Skip the program's name, which can contain spaces. After it, the fields at indexes 13 and 14 are cutime and cstime (see proc(5)).
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }
}
