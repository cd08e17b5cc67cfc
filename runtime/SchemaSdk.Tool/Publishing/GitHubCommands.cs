using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Publishing;

/// <summary>Runs GitHub's command-line tool, gh, which reads the token from the environment.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
internal sealed class GitHubCommands(ToolHost host)
{
    private const int MostOfError = 300;

    /// <summary>True if a token is set. If none is set, callers skip the work that needs gh, and do not fail.</summary>
    internal bool HasToken => host.Environment(SecretVariables.Repository) is { Length: > 0 };

    /// <summary>Runs gh, and returns its exit code and output, even if gh failed.</summary>
    internal Task<ProgramResult> TryAsync(string input, CancellationToken stop, params string[] arguments) => host.RunProgramAsync(
        new ProgramCall("gh", arguments, host.Folder) { Input = input, Withheld = SecretVariables.NotOfRepository }, stop);

    /// <summary>Runs gh with the given standard input, and returns its output.</summary>
    /// <exception cref="ToolException">gh failed.</exception>
    internal async Task<string> RunAsync(string input, CancellationToken stop, params string[] arguments)
    {
        var result = await TryAsync(input, stop, arguments).ConfigureAwait(false);
        var error = result.Error.Trim();
        return result.Exit == 0 ? result.Text : throw new ToolException(
            ExitCode.Service,
            $"gh {arguments[0]} {arguments[1]} failed: {(error.Length > MostOfError ? error[..MostOfError] + "…" : error)}");
    }
}
