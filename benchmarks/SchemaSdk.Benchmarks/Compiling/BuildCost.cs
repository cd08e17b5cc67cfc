using System.Diagnostics;
using System.Globalization;

namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>Measures the processor time of a build, including all processes that it starts.</summary>
internal static class BuildCost
{
    // Linux counts the time of children in hundredths of a second.
    private const double TicksPerSecond = 100;

    /// <summary>Builds a project as <c>dotnet build</c> does by default, without a warm compiler.</summary>
    /// <param name="contender">The project.</param>
    /// <param name="arguments">More arguments.</param>
    /// <returns>Seconds of processor time.</returns>
    internal static async Task<double> OfAsync(Contender contender, params string[] arguments)
    {
        var before = OfChildren();
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = contender.Folder, RedirectStandardOutput = true };
        string[] all =
        [
            "build", "--no-incremental", "-nodeReuse:false", "-m:1", "-v:q", "-p:UseSharedCompilation=false",
            "-p:EmitCompilerGeneratedFiles=true", .. arguments,
        ];
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

    /// <summary>The time of all ended child processes, and of their children.</summary>
    private static double OfChildren()
    {
        // The program's name may hold anything, but the fields after it are numbers; these are cutime and cstime of proc(5).
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }
}
