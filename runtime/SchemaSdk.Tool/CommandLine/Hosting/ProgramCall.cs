namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>A program to start. No shell is used, so no character in the arguments has a special meaning.</summary>
/// <param name="Name">
/// The name of the program, which is looked up beside this process's own program and in PATH; or a path, relative to the folder.
/// </param>
/// <param name="Arguments">The arguments of the program.</param>
/// <param name="Folder">The full path of the folder to start it in.</param>
internal sealed record ProgramCall(string Name, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>The text for the standard input of the program.</summary>
    internal string Input { get; init; } = "";

    /// <summary>Environment variables that the program gets in addition to this process's own.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the environment variables that the program does not inherit, such as variables with tokens.</summary>
    internal IReadOnlyCollection<string> Withheld { get; init; } = [];

    /// <summary>Receives each line that the program writes; null to collect the output in the result.</summary>
    internal TextWriter? Shown { get; init; }
}
