using System.CommandLine;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>A command whose help goes on with what depends on the arguments that were typed.</summary>
/// <param name="name">The name.</param>
/// <param name="description">The first line of its help.</param>
internal sealed class HelpfulCommand(string name, string description) : Command(name, description)
{
    /// <summary>Finds the lines that follow the help of the command; none by itself.</summary>
    internal Func<ParseResult, CancellationToken, Task<IEnumerable<string>>> MoreHelp { get; set; } =
        static (_, _) => Task.FromResult<IEnumerable<string>>([]);
}
