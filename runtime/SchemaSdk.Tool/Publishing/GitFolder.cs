using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Publishing;

/// <summary>Runs git in a folder of a repository.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="folder">The full path of the folder.</param>
internal sealed class GitFolder(ToolHost host, string folder)
{
    private const int MostOfError = 300;

    private static readonly string[] OfHooks = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"];

    /// <summary>Additional environment variables for git, such as <c>GIT_INDEX_FILE</c>.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Returns the names of the environment variables to withhold from git.</summary>
    internal static IReadOnlyList<string> WithheldIn(ToolHost host) =>
        // GIT_DIR without GIT_WORK_TREE comes from a git hook, and would make git use the wrong folder as the checkout.
        [.. SecretVariables.NotOfRepository, .. host.Environment("GIT_WORK_TREE") is null ? OfHooks : []];

    internal GitFolder With(params (string Name, string Value)[] variables) =>
        new(host, folder) { Variables = variables.ToDictionary(static one => one.Name, static one => one.Value) };

    /// <summary>Runs git, and returns its exit code and output, even if git failed.</summary>
    internal Task<ProgramResult> TryAsync(CancellationToken stop, params string[] arguments) => TryAsync("", stop, arguments);

    /// <summary>Runs git, and returns its output.</summary>
    /// <exception cref="ToolException">Git failed.</exception>
    internal async Task<string> TextAsync(CancellationToken stop, params string[] arguments) =>
        (await RunAsync("", stop, arguments).ConfigureAwait(false)).Text;

    /// <summary>Runs git with the given standard input, and returns its output.</summary>
    /// <exception cref="ToolException">Git failed.</exception>
    internal async Task<string> TextAsync(string input, CancellationToken stop, params string[] arguments) =>
        (await RunAsync(input, stop, arguments).ConfigureAwait(false)).Text;

    /// <summary>Runs git, and returns its output as raw bytes.</summary>
    /// <exception cref="ToolException">Git failed.</exception>
    internal async Task<byte[]> BytesAsync(CancellationToken stop, params string[] arguments) =>
        (await RunAsync("", stop, arguments).ConfigureAwait(false)).Output;

    /// <summary>Runs a git command with <c>-z</c>, and returns the items that it lists.</summary>
    /// <exception cref="ToolException">Git failed.</exception>
    internal async Task<string[]> ListAsync(CancellationToken stop, params string[] arguments) =>
        (await TextAsync(stop, arguments).ConfigureAwait(false)).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private async Task<ProgramResult> RunAsync(string input, CancellationToken stop, string[] arguments)
    {
        var result = await TryAsync(input, stop, arguments).ConfigureAwait(false);
        var error = result.Error.Trim();
        return result.Exit == 0 ? result : throw new ToolException(
            ExitCode.Findings,
            $"git {arguments[0]} failed: {(error.Length > MostOfError ? error[..MostOfError] + "…" : error)}");
    }

    private Task<ProgramResult> TryAsync(string input, CancellationToken stop, string[] arguments) => host.RunProgramAsync(
        new ProgramCall("git", arguments, folder)
        {
            Input = input,
            Variables = new Dictionary<string, string>(Variables) { ["LC_ALL"] = "C", ["GIT_TERMINAL_PROMPT"] = "0" },
            Withheld = WithheldIn(host),
        },
        stop);
}
