using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Runs the real git without the settings of this machine, and fakes all other programs.</summary>
/// <param name="settings">The environment variables that make git use other settings.</param>
internal sealed class FakePrograms(IReadOnlyDictionary<string, string> settings)
{
    /// <summary>The variables with the token for the repository, which only git and gh may get.</summary>
    internal static IReadOnlyList<string> RepositorySecrets { get; } = ["GH_TOKEN", "GITHUB_TOKEN"];

    /// <summary>The variables with secrets that no program may get.</summary>
    internal static IReadOnlyList<string> OtherSecrets { get; } =
    [
        "RUNCOMFY_API_TOKEN", "FAL_KEY", "REPLICATE_API_TOKEN", "NUGET_API_KEY", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN",
    ];

    /// <summary>The calls to faked programs, as command lines.</summary>
    internal List<string> Calls { get; } = [];

    /// <summary>The programs that the command started, real or faked. Excludes the git commands that the test itself ran.</summary>
    internal List<ProgramCall> Started { get; } = [];

    /// <summary>What each faked program received on standard input. Empty input is omitted.</summary>
    internal List<string> Inputs { get; } = [];

    /// <summary>Returns the output of a faked program; null if the program is to fail.</summary>
    internal Func<ProgramCall, string?> Answer { get; set; } = static call => call.Arguments is ["pr", "list", ..] ? "[]" : "";

    /// <summary>Called before the command pushes with git.</summary>
    internal Action Pushing { get; set; } = static () => { };

    internal async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken stop)
    {
        Started.Add(call);
        if (call.Name == "git")
        {
            if (call.Arguments is ["push", ..])
            {
                Pushing();
            }

            return await RunGitAsync(call, stop);
        }

        Calls.Add(string.Join(' ', call.Arguments.Prepend(call.Name)));
        if (call.Input.Length > 0)
        {
            Inputs.Add(call.Input);
        }

        return Answer(call) is { } output ? new ProgramResult(0, Encoding.UTF8.GetBytes(output), "") : new ProgramResult(1, [], "");
    }

    internal Task<ProgramResult> RunGitAsync(ProgramCall call, CancellationToken stop) => StartedProgram.RunAsync(
        call with { Variables = new Dictionary<string, string>([.. call.Variables, .. settings]) }, stop);
}
