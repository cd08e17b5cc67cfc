using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>A command that can reject combinations of options, and whose help can depend on the arguments.</summary>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Adds errors for invalid combinations of options. Called after all options have been validated separately.</summary>
    // A validator of the command would run before those of the options, and reading an invalid option would throw.
    internal Action<CommandResult> Check { get; set; } = static _ => { };

    /// <summary>Returns lines to add to the help of the command. By default, nothing is added.</summary>
    internal Func<ParseResult, CancellationToken, Task<IEnumerable<string>>> MoreHelp { get; set; } =
        static (_, _) => Task.FromResult<IEnumerable<string>>([]);
}
