using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.Completion;

/// <summary><c>schemasdk completion</c>: writes the completion script for a shell.</summary>
internal static class CompletionCommand
{
    internal static Command Build(ToolHost host)
    {
        var shell = new Argument<string>("shell") { Description = "The shell.", HelpName = "bash|zsh|fish|powershell" };
        shell.AcceptWords([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Writes the completion script for a shell.") { shell };
        command.SetAction(parsed => host.Console.Output.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)]));
        return command;
    }
}
