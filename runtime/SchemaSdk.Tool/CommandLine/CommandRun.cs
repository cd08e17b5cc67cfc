using System.CommandLine;
using System.CommandLine.Help;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Runs a command line, and turns every outcome into an exit code.</summary>
internal static class CommandRun
{
    private const string Name = "schemasdk";

    // A RootCommand would be named after the assembly or the test host.
    internal static Command NewRoot(string description, params IEnumerable<Command> commands)
    {
        var help = new HelpOption();
        help.Action = new MoreHelpAction((HelpAction)help.Action!);
        var root = new Command(Name, description) { help, new VersionOption() };
        foreach (var command in commands)
        {
            root.Add(command);
        }

        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="args">The arguments as they were typed.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <param name="stop">Stops the command in an orderly way.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(Command root, IReadOnlyList<string> args, ToolHost host, CancellationToken stop)
    {
        if (Suggestions.TryWrite(root, args, host))
        {
            return (int)ExitCode.Fine;
        }

        var parsed = root.Parse(args);
        if (UsageFaults.Find(parsed, args) is { Count: > 0 } faults)
        {
            foreach (var fault in faults)
            {
                WriteError(host, fault);
            }

            WriteError(host, $"For usage, run '{UsageFaults.NameOf(parsed.CommandResult.Command)} --help'.");
            return (int)ExitCode.WrongUsage;
        }

        try
        {
            // Program.cs handles signals, so System.CommandLine must not.
            var configuration = new InvocationConfiguration
            {
                Output = host.Console.Output,
                Error = host.Console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            WriteError(host, "Stopped.");
            return (int)ExitCode.Stopped;
        }
        catch (ToolException exception)
        {
            WriteError(host, exception.Message);
            return (int)exception.Exit;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(host, exception.Message);
            return (int)ExitCode.WrongUsage;
        }
    }

    private static void WriteError(ToolHost host, string message) =>
        host.Console.Error.Write($"schemasdk: {HarmlessText.Line(message)}\n");
}
