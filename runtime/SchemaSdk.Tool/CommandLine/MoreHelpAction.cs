using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Writes the normal help of a command, followed by the lines that a <see cref="ToolCommand"/> adds.</summary>
/// <param name="usual">Writes the normal help.</param>
internal sealed class MoreHelpAction(HelpAction usual) : AsynchronousCommandLineAction
{
    /// <summary>True, so that requested help is shown even if the command line is incomplete.</summary>
    public override bool ClearsParseErrors => true;

    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        var exit = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            foreach (var line in await command.MoreHelp(parseResult, cancellationToken).ConfigureAwait(false))
            {
                await output.WriteAsync($"{line}\n").ConfigureAwait(false);
            }
        }

        return exit;
    }
}
