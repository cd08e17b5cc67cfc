using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Commands.Add;
using SchemaSdk.Tool.Commands.Completion;
using SchemaSdk.Tool.Commands.Diff;
using SchemaSdk.Tool.Commands.Docs;
using SchemaSdk.Tool.Commands.Emulate;
using SchemaSdk.Tool.Commands.Import;
using SchemaSdk.Tool.Commands.Infer;
using SchemaSdk.Tool.Commands.Jobs;
using SchemaSdk.Tool.Commands.Lint;
using SchemaSdk.Tool.Commands.New;
using SchemaSdk.Tool.Commands.Price;
using SchemaSdk.Tool.Commands.Retire;
using SchemaSdk.Tool.Commands.Run;
using SchemaSdk.Tool.Commands.Update;

namespace SchemaSdk.Tool.Commands;

/// <summary>The commands of the tool. It alone knows them all; no command knows another.</summary>
internal static class ToolCommands
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments as they were typed.</param>
    /// <param name="host">What the command has from the outside.</param>
    /// <param name="stop">Ends it in order.</param>
    /// <returns>The exit code.</returns>
    internal static Task<int> RunAsync(IReadOnlyList<string> args, ToolHost host, CancellationToken stop) =>
        CommandRun.RunAsync(Build(host), args, host, stop);

    /// <summary>Makes the command that holds all others.</summary>
    internal static Command Build(ToolHost host) => CommandRun.NewRoot(
        "Takes and keeps the schemas of models, for clients made by SchemaSdk.",
        AddCommand.Build(host),
        CompletionCommand.Build(host),
        DiffCommand.Build(host),
        DocsCommand.Build(host),
        EmulateCommand.Build(host),
        ImportCommand.Build(host),
        InferCommand.Build(host),
        JobsCommand.Build(host),
        LintCommand.Build(host),
        NewCommand.Build(host),
        PriceCommand.Build(host),
        RetireCommand.Build(host),
        RunCommand.Build(host),
        UpdateCommand.Build(host));
}
