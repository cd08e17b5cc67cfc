using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>A command that checks its options together, and whose help depends on the arguments that were typed.</summary>
/// <param name="name">The name.</param>
/// <param name="description">The first line of its help.</param>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Adds errors for options that do not go together. Each of them is valid by itself by then.</summary>
    // A validator of System.CommandLine is called before those of the options, and throws where it reads a wrong one.
    internal Action<CommandResult> Check { get; set; } = static _ => { };

    /// <summary>Finds the lines that follow the help of the command; none by itself.</summary>
    internal Func<ParseResult, CancellationToken, Task<IEnumerable<string>>> MoreHelp { get; set; } =
        static (_, _) => Task.FromResult<IEnumerable<string>>([]);
}
