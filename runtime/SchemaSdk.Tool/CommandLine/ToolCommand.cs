using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>A command that validates its options together, and whose help depends on the arguments.</summary>
/// <param name="name">The name.</param>
/// <param name="description">The first line of its help.</param>
internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Adds errors for options that cannot be combined. It runs after each option was validated on its own.</summary>
    // A command validator of System.CommandLine runs before those of the options, and throws if it reads an invalid one.
    internal Action<CommandResult> Check { get; set; } = static _ => { };

    /// <summary>Returns the lines that follow the help of the command; none by default.</summary>
    internal Func<ParseResult, CancellationToken, Task<IEnumerable<string>>> MoreHelp { get; set; } =
        static (_, _) => Task.FromResult<IEnumerable<string>>([]);
}
