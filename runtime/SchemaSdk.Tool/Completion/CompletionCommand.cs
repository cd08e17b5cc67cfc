using System.CommandLine;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Completion;

/// <summary><c>schemasdk completion</c>: writes what a shell or an editor needs for completion.</summary>
internal static class CompletionCommand
{
    internal static Command Build(ToolHost host)
    {
        var shell = new Argument<string>("shell")
        {
            Description = $"The shell; or {ConfigurationFile.Name} to write the JSON schema that editors use for this file.",
            HelpName = $"bash|zsh|fish|powershell|{ConfigurationFile.Name}",
        };
        shell.AcceptWords([.. CompletionScripts.All.Keys, ConfigurationFile.Name]);
        var command = new Command("completion", "Writes the completion script for a shell.") { shell };
        command.SetAction(parsed => host.Console.Output.Write(
            CompletionScripts.All.GetValueOrDefault(parsed.GetRequiredValue(shell)) ?? ConfigurationSchema.Write()));
        return command;
    }
}
