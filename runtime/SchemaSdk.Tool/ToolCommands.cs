using System.CommandLine;
using SchemaSdk.Tool.Catalogue;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Completion;
using SchemaSdk.Tool.Diff;
using SchemaSdk.Tool.Docs;
using SchemaSdk.Tool.Emulate;
using SchemaSdk.Tool.Import;
using SchemaSdk.Tool.Infer;
using SchemaSdk.Tool.Jobs;
using SchemaSdk.Tool.Lint;
using SchemaSdk.Tool.Mcp;
using SchemaSdk.Tool.New;
using SchemaSdk.Tool.Night;
using SchemaSdk.Tool.Recordings;
using SchemaSdk.Tool.Release;
using SchemaSdk.Tool.Run;
using SchemaSdk.Tool.Run.Price;

namespace SchemaSdk.Tool;

/// <summary>Builds and runs the command line. Only this class refers to all commands.</summary>
internal static class ToolCommands
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments as they were typed.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="stop">Stops the command in an orderly way.</param>
    /// <returns>The exit code.</returns>
    internal static Task<int> RunAsync(IReadOnlyList<string> args, ToolHost host, CancellationToken stop) =>
        CommandRun.RunAsync(Build(host), args, host, stop);

    internal static Command Build(ToolHost host) => CommandRun.NewRoot(
        "Fetches and updates the schemas of models, for the clients that SchemaSdk generates.",
        AddCommand.Build(host),
        InputCheckCommand.Build(host),
        CompletionCommand.Build(host),
        DiffCommand.Build(host),
        DocsCommand.Build(host),
        EmulateCommand.Build(host),
        ImportCommand.Build(host),
        InferCommand.Build(host),
        JobsCommand.Build(host),
        LintCommand.Build(host),
        ModelListCommand.Build(host),
        McpCommand.Build(host),
        NewCommand.Build(host),
        NightCommand.Build(host),
        PriceCommand.Build(host),
        RecordingsCommand.Build(host),
        ReleaseCommand.Build(host),
        RetireCommand.Build(host),
        RunCommand.Build(host),
        UpdateCommand.Build(host));
}
