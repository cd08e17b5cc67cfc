using System.CommandLine.Parsing;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Publishing;

/// <summary>
/// Runs the commands in <c>schemasdk.json</c>, without a shell and without secrets. Their output goes to standard error.
/// </summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="folder">The full path of the folder to run them in.</param>
/// <param name="version">The value of <c>{version}</c>; null to omit the arguments that contain it.</param>
/// <param name="packages">The value of <c>{packages}</c>: the full path of the folder with the packages.</param>
internal sealed class OwnCommands(ToolHost host, string folder, string? version, string packages)
{
    private const string Version = "{version}";

    /// <summary>Runs the commands one after the other, until one fails.</summary>
    /// <param name="lines">The command lines.</param>
    /// <param name="consequence">A sentence about what a failed command means, such as "Nothing was published.".</param>
    /// <param name="stop">Kills the command.</param>
    /// <exception cref="ToolException">A command failed.</exception>
    internal async Task RunAsync(IReadOnlyList<string> lines, string consequence, CancellationToken stop)
    {
        foreach (var line in lines)
        {
            List<string> words =
            [
                .. CommandLineParser.SplitCommandLine(line)
                    .Where(word => version is not null || !word.Contains(Version, StringComparison.Ordinal))
                    .Select(word => word
                        .Replace(Version, version, StringComparison.Ordinal)
                        .Replace("{packages}", packages, StringComparison.Ordinal)),
            ];
            if (words is not [var program, .. var arguments])
            {
                throw new ToolException(ExitCode.WrongUsage, $"The command '{line}' in schemasdk.json is empty. {consequence}");
            }

            var result = await host.RunProgramAsync(
                new ProgramCall(program, arguments, folder) { Shown = host.Console.Error, Withheld = SecretVariables.All },
                stop).ConfigureAwait(false);
            if (result.Exit != 0)
            {
                throw new ToolException(ExitCode.Findings, $"'{line}' ended with exit code {result.Exit}. {consequence}");
            }
        }
    }
}
