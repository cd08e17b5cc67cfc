using System.CommandLine;
using System.CommandLine.Help;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Runs a command line, and makes every end of it an exit code.</summary>
internal static class CommandRun
{
    private const string Name = "schemasdk";

    /// <summary>Makes the command that holds all others.</summary>
    /// <param name="description">The first line of its help.</param>
    /// <param name="commands">The others.</param>
    // No RootCommand: that calls itself after its assembly, or after the host of a test.
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
    /// <param name="host">What the command has from the outside.</param>
    /// <param name="stop">Ends it in order.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(Command root, IReadOnlyList<string> args, ToolHost host, CancellationToken stop)
    {
        if (Suggestions.Tell(root, args, host))
        {
            return (int)ExitCode.Fine;
        }

        var parsed = root.Parse(args);
        if (UsageFaults.Find(parsed, args) is { Count: > 0 } faults)
        {
            foreach (var fault in faults)
            {
                Tell(host, fault);
            }

            Tell(host, $"'{UsageFaults.NameOf(parsed.CommandResult.Command)} --help' tells what can be given.");
            return (int)ExitCode.WrongUsage;
        }

        try
        {
            // Signals are the host's, and a test sends none.
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
            Tell(host, "Stopped.");
            return (int)ExitCode.Stopped;
        }
        catch (ToolException exception)
        {
            Tell(host, exception.Message);
            return (int)exception.Exit;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system's message has the path.
            Tell(host, exception.Message);
            return (int)ExitCode.WrongUsage;
        }
    }

    private static void Tell(ToolHost host, string message) => host.Console.Error.Write($"schemasdk: {HarmlessText.Line(message)}\n");
}
